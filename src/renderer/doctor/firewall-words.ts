import type { TFunction } from "i18next";
import type { FirewallState } from "../../shared/doctor.ts";
import type { Formats } from "../ui/format.ts";
import type { CheckWords } from "./words.ts";

/** What Windows' firewall does with webhooks, and the command that mends it. */
export function firewallWords(
  firewall: FirewallState,
  port: number,
  t: TFunction<"doctor">,
  formats: Formats,
): Partial<CheckWords> {
  const named = (profiles: readonly string[]) =>
    formats.list(profiles.map((name) => t(`firewall.profile.${name}` as "firewall.profile.Public", { defaultValue: name })));
  switch (firewall.state) {
    case "not-windows":
      return { state: t("notChecked"), sentence: t("firewall.notWindows", { port: String(port) }) };
    case "checking":
      return { state: t("checking"), sentence: t("firewall.checking") };
    case "unknown":
      return { sentence: t(`firewall.${firewall.because}`) };
    case "open": {
      const { because, rule, limitedTo, profiles } = firewall;
      const values = { rule, port: String(port), profiles: named(profiles), from: formats.list(limitedTo) };
      return {
        sentence: t(`firewall.${limitedTo.length > 0 ? "limited" : because}`, values),
        details: [t("firewall.others")],
      };
    }
    case "blocked": {
      const { rule, profiles, program } = firewall;
      return {
        sentence: t(rule === null ? "firewall.noRule" : "firewall.blocks", {
          rule,
          port: String(port),
          profiles: named(profiles),
        }),
        copy: {
          label: t("firewall.command"),
          text: rule === null ? allowCommand(port, profiles) : unblockCommand(program),
        },
      };
    }
  }
}

/** Lets in the port on the networks that were named; never on public ones that this machine is not in. */
function allowCommand(port: number, profiles: readonly string[]): string {
  const names = `-Profile ${profiles.join(",")}`;
  return `New-NetFirewallRule -DisplayName 'Plate Courier' -Direction Inbound -Action Allow -Protocol TCP -LocalPort ${port} ${names}`;
}

/** By its program and not by its name, which may be another rule's as well. */
function unblockCommand(program: string): string {
  const quoted = `'${program.replaceAll("'", "''")}'`;
  return `Get-NetFirewallApplicationFilter -Program ${quoted} | Get-NetFirewallRule | Where-Object Action -eq Block | Set-NetFirewallRule -Action Allow`;
}
