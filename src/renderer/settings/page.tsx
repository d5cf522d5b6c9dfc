/** Stands in until the settings page is built. */
export function SettingsPage() {
  return null;
}
