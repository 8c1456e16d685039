import type { Schemas } from "../api/client";
import type { Tone } from "../frame/Chip";
import type { IconName } from "../frame/Icon";

export type PciVerdict = Schemas["PciVerdict"];

/** Worst first, the order of the catalogue's own rules. */
export const pciVerdicts: Readonly<Record<PciVerdict, string>> = {
  fail: "fail",
  no_data: "no data",
  attestation_due: "attestation due",
  excepted: "excepted",
  pass: "pass",
  not_applicable: "not applicable",
};

export const pciLook: Readonly<Record<PciVerdict, { tone: Tone; icon: IconName; meaning: string }>> = {
  fail: { tone: "bad", icon: "refused", meaning: "At least one member breaks the rule" },
  no_data: { tone: "warn", icon: "question", meaning: "A fact is absent or too old; counted as not passing" },
  attestation_due: { tone: "warn", icon: "clock", meaning: "A statement by a person is missing or expired" },
  excepted: { tone: "wait", icon: "exempt", meaning: "Would fail, but an approved exception is in force" },
  pass: { tone: "good", icon: "check", meaning: "The data supports the requirement for every member" },
  not_applicable: { tone: "quiet", icon: "exempt", meaning: "A named person confirmed that it does not apply" },
};

export const pciVerdictNames = Object.keys(pciVerdicts) as PciVerdict[];

export const isPciVerdict = (word: string): word is PciVerdict => Object.hasOwn(pciVerdicts, word);
