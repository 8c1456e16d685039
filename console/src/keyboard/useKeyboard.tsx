import { useMantineColorScheme } from "@mantine/core";
import { useRouter } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useCurrentSession } from "../api/queries";
import type { Section } from "../frame/navigation";
import { setZone } from "../frame/zone";
import { useViews } from "../views/views";
import { type Command, pages, screens, searches, views } from "./commands";
import { KeyHelp } from "./KeyHelp";
import { Palette } from "./Palette";
import { useKeys } from "./useKeys";

/** The keyboard of the console: opens its two dialogs, which have to be put somewhere, and goes from screen to screen. */
export function useKeyboard(sections: Section[]): { search: () => void; dialogs: ReactNode } {
  const router = useRouter();
  const { setColorScheme } = useMantineColorScheme();
  const [opened, setOpened] = useState<"palette" | "help">();
  const go = (to: string, search: Record<string, unknown> = {}) => void router.navigate({ to, search });
  const permissions = useCurrentSession().data?.permissions ?? [];
  const saved = useViews(undefined, opened === "palette").data?.items ?? [];
  const palette = () => setOpened("palette");
  const help = () => setOpened("help");
  const close = () => setOpened(undefined);
  useKeys({
    places: new Map(sections.flatMap(section => section.entries.map(entry => [entry.letter, entry.to] as const))),
    go,
    palette,
    help,
  });
  const commands: Command[] = [
    ...screens(sections, go),
    { id: "light", label: "Light colours", icon: "sun", words: "theme scheme", act: () => setColorScheme("light") },
    { id: "dark", label: "Dark colours", icon: "moon", words: "theme scheme night", act: () => setColorScheme("dark") },
    { id: "utc", label: "Times in UTC", icon: "clock", words: "zone", act: () => setZone("utc") },
    { id: "local", label: "Times on this clock", icon: "clock", words: "zone local", act: () => setZone("local") },
    ...pages(sections, permissions, go),
    ...views(saved, go),
    { id: "password", label: "Change password", icon: "key", act: () => go("/password") },
    { id: "help", label: "Keyboard", icon: "question", keys: "?", words: "help shortcuts", act: help },
  ];
  return {
    search: palette,
    dialogs: (
      <>
        <Palette
          opened={opened === "palette"}
          close={close}
          commands={commands}
          withWords={text => searches(text, sections, go)}
        />
        <KeyHelp opened={opened === "help"} close={close} sections={sections} />
      </>
    ),
  };
}
