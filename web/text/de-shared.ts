// The texts that pages share, in German.
import type { enShared } from "./en-shared.ts";

export const deShared: typeof enShared = {
  brand: "Mutuel",
  close: "Schließen",
  cancel: "Abbrechen",
  back: "Zurück",
  theme: {
    system: "Farben: wie das System",
    light: "Farben: hell",
    dark: "Farben: dunkel",
  },
  connection: {
    connecting: "Verbinde…",
    waiting: (seconds) =>
      seconds <= 0
        ? "Verbindung verloren. Neuer Versuch…"
        : `Verbindung verloren. Neuer Versuch in ${seconds} s.`,
    nothingLost: "Nichts geht verloren: was du verpasst, kommt danach.",
    retry: "Sofort",
    back: "Wieder verbunden. Es fehlt nichts.",
    closed: (why) => `Die Verbindung ist beendet: ${why}`,
  },
  pool: {
    open: "Offen",
    locked: "Gesperrt",
    lockedWhy: "Gerade wird kein Tipp angenommen",
    stoppedShort: "Ergebnis folgt",
    stopped: "Keine Tipps mehr: das Ergebnis steht noch aus",
    people: (count) => (count === 1 ? "1 Spieler" : `${count} Spieler`),
    stopsIn: "Tipps bis",
    multiplier: "Quote",
    ofMoney: "des Topfes",
    none: "Keiner",
  },
  errors: {
    NOT_LOGGED_IN: "Bitte zuerst anmelden.",
    LOGIN_FAILED: "Name und Passwort passen nicht zusammen.",
    USERNAME_TAKEN: "So heißt schon jemand.",
    EMAIL_TAKEN: "Zu dieser Adresse gibt es schon ein Konto.",
    SIGNUPS_LIMITED: "Zu viele neue Konten von hier. Versuch es in einer Minute.",
    LOGINS_LIMITED: "Zu viele Anmeldungen von hier. Versuch es in einer Minute.",
    POOL_BLOCKED: "Diese Frage ist gerade gesperrt. Dein Tipp wurde nicht gesetzt.",
    POOL_STOPPED: "Hier wird nicht mehr getippt. Dein Tipp wurde nicht gesetzt.",
    POOL_CLOSED: "Diese Frage ist entschieden. Dein Tipp wurde nicht gesetzt.",
    POOL_NOT_FOUND: "Diese Frage ist entschieden. Dein Tipp wurde nicht gesetzt.",
    GAME_CLOSED: "Das Spiel ist vorbei.",
    GAME_CLOSING: "Das Spiel geht zu Ende; es wird nicht mehr getippt.",
    GAME_NOT_FOUND: "Dieses Spiel gibt es nicht.",
    CONFLICT_OF_INTEREST: "Du leitest dieses Spiel mit und darfst nicht tippen.",
    INSUFFICIENT_FUNDS: "So viel hast du nicht.",
    RATE_LIMITED: "Zu viel auf einmal. Einen Moment.",
    BUSY: "Der Server ist überlastet. Nichts ist geschehen; versuch es noch einmal.",
    INTERNAL: "Der Server konnte das nicht. Nichts ist geschehen; versuch es noch einmal.",
    CLOCK_UNSURE: "Der Server prüft seine Uhr und nimmt kurz keine Tipps an.",
    TIMEOUT: "Keine Antwort. Nichts ist geschehen; versuch es noch einmal.",
    OUTCOME_UNKNOWN: "Die Antwort ging verloren. Sieh nach, bevor du es noch einmal versuchst.",
    OFFLINE: "Der Server ist nicht zu erreichen.",
    CLOSED: "Die Verbindung ist beendet. Lade die Seite neu.",
  },
};
