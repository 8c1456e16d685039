import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, body } from "../api/client";
import { Confirm } from "../frame/Confirm";
import { counted } from "../frame/numbers";
import type { Mode } from "./mode";

/** From audit to enforce and back: a deliberate act, with its consequences told first. */
export function ModeSwitch({ mode, name, change }: ModeSwitchProps) {
  const [asking, setAsking] = useState(false);
  const other: Mode = mode === "enforce" ? "audit" : "enforce";
  return (
    <>
      <Button variant={other === "enforce" ? "filled" : "default"} onClick={() => setAsking(true)}>
        {other === "enforce" ? "Enforce…" : "Back to audit…"}
      </Button>
      <Confirm
        opened={asking}
        close={() => setAsking(false)}
        title={other === "enforce" ? `Enforce policy ${name}` : `Put policy ${name} back to audit`}
        verb={other === "enforce" ? "Enforce on every host" : "Back to audit"}
        grave={other === "enforce"}
        act={() => change(other)}
      >
        {other === "enforce" ? <Enforcing /> : <Relaxing />}
      </Confirm>
    </>
  );
}

interface ModeSwitchProps {
  mode: Mode;
  name: string;
  change: (mode: Mode) => Promise<unknown>;
}

function Enforcing() {
  const broken = useQuery({
    queryKey: ["images", { verdict: "would-refuse" }, "total"],
    queryFn: ({ signal }) =>
      body(api.GET("/images", { params: { query: { verdict: "would-refuse", limit: 1 } }, signal })),
  });
  const total = broken.data?.total.value;
  return (
    <>
      <div>
        From now on every host refuses what breaks this policy, whoever asks and by whichever client. Containers that
        run already go on.
      </div>
      <div role="status">
        {total === undefined
          ? "Counting the images that policies in audit would refuse today…"
          : `Today ${counted(total, "image")} on the hosts would be refused by policies that are in audit.`}
      </div>
    </>
  );
}

function Relaxing() {
  return <div>From now on hosts let start what breaks this policy, and record it.</div>;
}
