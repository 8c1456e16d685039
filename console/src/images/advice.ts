/** What a person can do about a broken rule; the rules are those of the policy documents. */
const advice: Readonly<Record<string, string>> = {
  "maximum-severity":
    "Rebuild the image with the fixed versions listed under Findings. Where no fix exists yet, remove the package or ask for a policy that counts only fixable findings (only-fixed).",
  "maximum-score":
    "Rebuild the image with the fixed versions of the packages with the highest scores, listed first under Findings.",
  "average-score": "Update the packages with the highest scores: the average counts every finding that has one.",
  disallowed: "Ask the person who disallowed it; whoever may decide about images can allow it again.",
  unscanned:
    "Wait for the scan that runs by itself, or press Rescan. What a failed scan stumbled over stands in its event under Audit.",
  incomplete:
    "Look under Not known at what the scan could not see and at what no advisory source covers; import a bundle that covers it, or repair what the scan could not read.",
  "runs-as-root": "Add a USER instruction with another user to the image's build file and rebuild it.",
  "approved-bases": "Build the image on one of the approved bases, or have this base approved by adding its chain id.",
  "required-labels": "Add the missing labels to the image (LABEL in its build file) and rebuild it.",
  "forbidden-labels": "Take the forbidden labels off the image's build file and rebuild it.",
  leaks:
    "Revoke the credential: it is known to whoever has the image. Then rebuild the image without it, in every layer; a file that a later layer deletes is still there. Hand secrets to containers instead.",
  "card-numbers": "Rebuild the image without the file, in every layer. Card numbers for tests are no violation.",
  "setuid-files":
    "Take the bit away in the build file (chmod a-s), or name the file as an exception in the policy if it is needed.",
  "world-writable-files":
    "Take the right to write away from others in the build file (chmod o-w), or set the sticky bit.",
  "denied-packages": "Rebuild the image without the package: build in one stage, and copy what is needed into another.",
  "known-exploited":
    "Attackers use this vulnerability now: rebuild the image with the fixed version listed under Findings, or stop its containers until there is one.",
  "maximum-epss": "Rebuild the image with the fixed versions of what is most likely to be exploited.",
  "fix-overdue": "Rebuild the image: what it lacks has been there for longer than the policy allows.",
  "denied-vulnerabilities": "Rebuild the image with a version that does not have the vulnerability.",
  malware:
    "Remove the package and look for what it did: revoke the credentials that its containers held, and read their events under Audit.",
  "no-worse-than-running": "Compare the findings with those of the version that runs, and mend what is new.",
  "allowed-packages": "Rebuild the image without the package, or have it added to those that the policy names.",
  "denied-licences": "Replace the package by one under another licence, or ask whoever answers for licences.",
  "allowed-licences": "Replace the package by one under another licence, or ask whoever answers for licences.",
  "maximum-scan-age": "Press Rescan.",
  "end-of-life": "Rebuild the image on a release of its distribution that is still maintained.",
  "approved-digests":
    "The name leads to another image than the approved one: find out who moved it, then use the approved image or have this one approved.",
  "custom-rules":
    "Whoever wrote this rule says above what to do; the policy shows the expression that has to be true of the image.",
  "no-healthcheck": "Add a HEALTHCHECK instruction to the image's build file and rebuild it.",
  "lone-update": "Join the step that refreshes the package index with the one that installs packages.",
  "add-instruction": "Use COPY in place of ADD, or ADD --checksum for what is fetched.",
  "unverified-packages":
    "Install from repositories whose signatures are checked, or compare the checksum before running.",
};

export const adviceFor = (rule: string) =>
  advice[rule.startsWith("custom-rules/") ? "custom-rules" : rule] ??
  "Open the policy to see what the rule asks for, then change the image or the policy.";
