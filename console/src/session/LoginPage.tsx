import { Alert, Button, PasswordInput, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, useEffect, useState } from "react";
import { api, body } from "../api/client";
import { problemFrom } from "../api/problem";
import { ProblemBox } from "../frame/ProblemBox";
import { Entrance } from "./Entrance";
import { sessionEnd, startSession } from "./session";

const farewells = {
  expired: "Your session has ended. Log in again to go on where you were.",
  "logged-out": "You are logged out.",
} as const;

export function LoginPage() {
  const { next } = useSearch({ from: "/login" });
  const navigate = useNavigate();
  const [username, setUsername] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState<string>();
  const end = sessionEnd();
  const logIn = useMutation({
    mutationFn: () => body(api.POST("/sessions", { body: { username: username.trim(), password, code } })),
    onSuccess: session => {
      startSession(session.token);
      void navigate({ to: next ?? "/", replace: true });
    },
    onError: thrown => {
      const problem = problemFrom(thrown).code;
      if (["second-factor-needed", "second-factor-wrong"].includes(problem)) return setCode("");
      setCode(undefined);
      setPassword("");
    },
  });
  useEffect(() => {
    document.title = "Log in · Plimsoll";
  }, []);

  function submit(event: FormEvent) {
    event.preventDefault();
    logIn.mutate();
  }

  return (
    <Entrance title="Log in">
      {end && !logIn.error && (
        <Alert color="gray" variant="light" role="status">
          {farewells[end]}
        </Alert>
      )}
      {logIn.error && problemFrom(logIn.error).code !== "second-factor-needed" && <ProblemBox thrown={logIn.error} />}
      <form onSubmit={submit}>
        <TextInput
          label="User name"
          name="username"
          autoComplete="username"
          autoFocus
          required
          withAsterisk={false}
          value={username}
          onChange={event => setUsername(event.currentTarget.value)}
        />
        <PasswordInput
          label="Password"
          name="password"
          autoComplete="current-password"
          mt="sm"
          required
          withAsterisk={false}
          value={password}
          onChange={event => setPassword(event.currentTarget.value)}
        />
        {code !== undefined && (
          <TextInput
            label="Code"
            description="The six digits that your authenticator app shows, or a recovery code"
            name="code"
            autoComplete="one-time-code"
            autoFocus
            mt="sm"
            required
            withAsterisk={false}
            maxLength={40}
            value={code}
            onChange={event => setCode(event.currentTarget.value)}
          />
        )}
        <Button type="submit" size="sm" fullWidth mt="lg" loading={logIn.isPending}>
          Log in
        </Button>
      </form>
      <p className="dimmed">
        The first administrator is <strong>admin</strong>; <code>plimsoll up</code> printed the one-time password when
        it made this installation.
      </p>
    </Entrance>
  );
}
