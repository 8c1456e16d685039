import { Alert } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { SetUpSecondFactor } from "../account/SetUpSecondFactor";
import { Entrance } from "./Entrance";
import { logOut } from "./logOut";

/** Stands before everything else while the role needs a second factor that the person has not. */
export function SecondFactorDuePage() {
  const client = useQueryClient();
  return (
    <Entrance title="Set up the second factor">
      <Alert color="gray" variant="light">
        Your role needs a second factor. Set it up to go on.
      </Alert>
      <SetUpSecondFactor
        leave={() => void logOut("logged-out")}
        leaving="Log out"
        done={() => void client.invalidateQueries({ queryKey: ["session"] })}
      />
    </Entrance>
  );
}
