// Style sheets are imported for their effect; the build makes one file of those a page needs.
declare module "*.css";
