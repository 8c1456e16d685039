import { Alert, Button, List } from "@mantine/core";
import { problemFrom } from "../api/problem";
import { Icon } from "./Icon";

const red = {
  root: { background: "var(--plimsoll-bad-back)" },
  title: { color: "var(--plimsoll-bad)" },
  icon: { color: "var(--plimsoll-bad)" },
};

/** What went wrong, in the server's own words, with every mistake that it listed. */
export function ProblemBox({ thrown, again }: { thrown: unknown; again?: () => void }) {
  const problem = problemFrom(thrown);
  // The server's sentence may hold every mistake that the list below shows anyway.
  const listed = problem.mistakes?.length && problem.mistakes.every(mistake => problem.detail.includes(mistake));
  return (
    <Alert variant="light" icon={<Icon name="warning" />} title={problem.title} role="alert" styles={red}>
      {!listed && <div className="whole">{problem.detail}</div>}
      {problem.mistakes && problem.mistakes.length > 0 && (
        <List size="sm" mt={6}>
          {problem.mistakes.map(mistake => (
            <List.Item key={mistake} className="whole">
              {mistake}
            </List.Item>
          ))}
        </List>
      )}
      <div className="dimmed mono" style={{ marginTop: 6 }}>
        {problem.code}
      </div>
      {again && (
        <Button mt="xs" variant="default" onClick={again}>
          Try again
        </Button>
      )}
    </Alert>
  );
}
