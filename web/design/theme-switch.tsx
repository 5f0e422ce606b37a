// One button that goes through system, light and dark, and says where it stands.
import { Button } from "./button.tsx";
import { Icon } from "./icon.tsx";
import { chooseTheme, type Theme, theme, THEMES } from "./theme.ts";

const ICONS = { system: "screen", light: "sun", dark: "moon" } as const;

export type ThemeSwitchProps = { readonly labels: Readonly<Record<Theme, string>> };

export function ThemeSwitch({ labels }: ThemeSwitchProps) {
  const at = THEMES.indexOf(theme.value);
  const next = THEMES[(at + 1) % THEMES.length] ?? "system";
  const label = labels[theme.value];
  return (
    <Button
      look="quiet"
      size="square"
      title={label}
      aria-label={label}
      onClick={() => chooseTheme(next)}
    >
      <Icon name={ICONS[theme.value]} />
    </Button>
  );
}
