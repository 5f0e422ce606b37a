// What a widget is opened with: `/embed/{game}?gameSession=&currency=&lang=&theme=`. The language is read
// with the texts; the currency is the game's, whatever the address says.

export type LaunchAddress = {
  readonly gameId: string;
  /** null: nobody was launched, so that one only watches. */
  readonly gameSession: string | null;
  readonly theme: string | null;
};

export function readLaunchAddress({ pathname, search }: Location): LaunchAddress {
  const query = new URLSearchParams(search);
  const session = query.get("gameSession");
  return {
    gameId: decodeURIComponent(pathname.split("/")[2] ?? "").toLowerCase(),
    gameSession: session === "" ? null : session,
    theme: query.get("theme"),
  };
}
