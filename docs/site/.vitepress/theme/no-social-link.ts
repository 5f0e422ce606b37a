// In the place of the theme's links to social networks: they ask another server for their icons.
export default (): null => null;
