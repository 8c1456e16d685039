import { Button, Checkbox, Group, Stack } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, body } from "../api/client";
import { Confirm } from "../frame/Confirm";
import { ProblemBox } from "../frame/ProblemBox";

/** Which roles need a second factor; who keeps users can change it. */
export function SecondFactorRule({ mayWrite, offered }: { mayWrite: boolean; offered: string[] }) {
  const client = useQueryClient();
  const [chosen, setChosen] = useState<string[]>();
  const rule = useQuery({
    queryKey: ["users", "second-factor-rule"],
    queryFn: ({ signal }) => body(api.GET("/second-factor-rule", { signal })),
  });

  async function save() {
    await body(api.PUT("/second-factor-rule", { body: { roles: chosen ?? [] } }));
    await client.invalidateQueries({ queryKey: ["users"] });
    await client.invalidateQueries({ queryKey: ["session"] });
  }

  if (rule.error) return <ProblemBox thrown={rule.error} again={() => void rule.refetch()} />;
  if (!rule.data) return null;
  const { roles } = rule.data;
  return (
    <Group gap="xs" align="center">
      <span>
        Needs a second factor: <strong>{roles.length > 0 ? roles.join(", ") : "no role"}</strong>
      </span>
      {mayWrite && (
        <Button variant="default" size="compact-xs" onClick={() => setChosen(roles)}>
          Change…
        </Button>
      )}
      {chosen && (
        <Confirm
          opened
          close={() => setChosen(undefined)}
          title="Roles that need a second factor"
          verb="Save"
          act={save}
        >
          <Stack gap="sm">
            <div>
              Who has none yet can do nothing before it is set up; that holds at once, for open sessions and API tokens
              too.
            </div>
            <Checkbox.Group value={chosen} onChange={setChosen} aria-label="Roles">
              <Stack gap={6}>
                {[...new Set([...offered, ...roles])].map(role => (
                  <Checkbox key={role} value={role} label={role} />
                ))}
              </Stack>
            </Checkbox.Group>
          </Stack>
        </Confirm>
      )}
    </Group>
  );
}
