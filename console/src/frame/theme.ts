import { createTheme, type CSSVariablesResolver } from "@mantine/core";

/** Dense and calm: 13 px text, small radii, one blue. The faces are the system's own; nothing is loaded. */
export const theme = createTheme({
  primaryColor: "sea",
  primaryShade: { light: 7, dark: 6 },
  colors: {
    sea: ["#eaf3fb", "#d3e4f4", "#a6c8e9", "#7eb2e4", "#63a1dd", "#347fcd", "#2272c4", "#1665b3", "#0d5596", "#08457c"],
    dark: [
      "#d7dee7",
      "#b7c1cd",
      "#98a4b3",
      "#6c7a8b",
      "#435061",
      "#323e4d",
      "#222c38",
      "#18212b",
      "#10171f",
      "#0b1016",
    ],
  },
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SFMono-Regular", Menlo, Consolas, "DejaVu Sans Mono", monospace',
  fontSizes: { xs: "0.75rem", sm: "0.8125rem", md: "0.875rem", lg: "1rem", xl: "1.25rem" },
  headings: { fontWeight: "600", sizes: { h1: { fontSize: "1.25rem" }, h2: { fontSize: "1rem" } } },
  defaultRadius: "sm",
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: "xs" } },
    TextInput: { defaultProps: { size: "sm" } },
    NativeSelect: { defaultProps: { size: "sm" } },
    PasswordInput: { defaultProps: { size: "sm" } },
    Tabs: { defaultProps: { keepMounted: false } },
    Modal: {
      defaultProps: {
        closeButtonProps: { "aria-label": "Close" },
        centered: true,
        overlayProps: { backgroundOpacity: 0.5 },
      },
      styles: { title: { fontSize: "1rem", fontWeight: 600 } },
    },
    Drawer: {
      defaultProps: { closeButtonProps: { "aria-label": "Close" } },
      styles: { title: { fontSize: "1rem", fontWeight: 600 } },
    },
  },
});

/** Mantine's own dimmed and placeholder grey do not reach a contrast of 4.5. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: { "--mantine-color-dimmed": "#566270", "--mantine-color-placeholder": "#6b7684" },
  dark: { "--mantine-color-dimmed": "#98a4b3", "--mantine-color-placeholder": "#8b98a8" },
});
