import { Menu, useMantineColorScheme } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useCurrentSession } from "../api/queries";
import { logOut } from "../session/logOut";
import classes from "./Frame.module.css";
import { Icon } from "./Icon";
import { setZone, useZone } from "./zone";

const schemes = [
  { value: "auto", label: "As the system" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
] as const;

const zones = [
  { value: "utc", label: "In UTC" },
  { value: "local", label: "On this clock" },
] as const;

/** Who is logged in, colours, the zone of times, and the ways out. */
export function AccountMenu() {
  const user = useCurrentSession().data?.user;
  const navigate = useNavigate();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const zone = useZone();

  return (
    <Menu position="right-end" width={210} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <button type="button" className={classes.account}>
          <Icon name="person" />
          <span style={{ minWidth: 0, flex: 1 }}>
            <span className="cut" title={user?.name}>
              {user?.name}
            </span>
            <span style={{ fontSize: "0.75rem", opacity: 0.85 }}>{user?.role}</span>
          </span>
          <Icon name="right" size={14} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Colours</Menu.Label>
        {schemes.map(scheme => (
          <Menu.Item
            key={scheme.value}
            leftSection={<Icon name={scheme.value === "light" ? "sun" : scheme.value === "dark" ? "moon" : "hosts"} />}
            rightSection={colorScheme === scheme.value && <Icon name="check" size={14} />}
            aria-current={colorScheme === scheme.value}
            onClick={() => setColorScheme(scheme.value)}
          >
            {scheme.label}
          </Menu.Item>
        ))}
        <Menu.Label>Times</Menu.Label>
        {zones.map(({ value, label }) => (
          <Menu.Item
            key={value}
            leftSection={<Icon name="clock" />}
            rightSection={zone === value && <Icon name="check" size={14} />}
            aria-current={zone === value}
            onClick={() => setZone(value)}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<Icon name="person" />} onClick={() => void navigate({ to: "/account" })}>
          My account
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="key" />} onClick={() => void navigate({ to: "/password" })}>
          Change password
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="leave" />} onClick={() => void logOut("logged-out")}>
          Log out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
