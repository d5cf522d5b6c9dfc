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
      const key = rule === null ? "noRule" : program === null ? "blocksPort" : "blocks";
      return {
        sentence: t(`firewall.${key}`, { rule, port: String(port), profiles: named(profiles) }),
        details: profiles.includes("Public") ? [t("firewall.public")] : [],
        copy: { label: t("firewall.command"), text: commandFor(firewall, port) },
      };
    }
  }
}

function commandFor({ rule, program, profiles }: Extract<FirewallState, { state: "blocked" }>, port: number): string {
  if (rule === null) return allowCommand(port, profiles);
  return program === null ? disableCommand(rule) : unblockCommand(program);
}

/** Lets in the port on the networks that were named; never on public ones that this machine is not in. */
function allowCommand(port: number, profiles: readonly string[]): string {
  const names = `-Profile ${profiles.join(",")}`;
  return `New-NetFirewallRule -DisplayName 'Plate Courier' -Direction Inbound -Action Allow -Protocol TCP -LocalPort ${port} ${names}`;
}

/** By its program and not by its name, which may be another rule's as well. */
function unblockCommand(program: string): string {
  const rules = `Get-NetFirewallApplicationFilter -Program ${quoted(program)} | Get-NetFirewallRule`;
  return `${rules} | Where-Object Action -eq Block | Set-NetFirewallRule -Action Allow`;
}

/** A rule that blocks a port was made by somebody who meant it: it is switched off, not turned round. */
function disableCommand(rule: string): string {
  const rules = `Get-NetFirewallRule -DisplayName ${quoted(rule)} -Direction Inbound`;
  return `${rules} | Where-Object Action -eq Block | Disable-NetFirewallRule`;
}

/** As PowerShell takes a text literally. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
