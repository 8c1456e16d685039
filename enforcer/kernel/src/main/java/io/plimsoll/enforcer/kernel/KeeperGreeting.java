package io.plimsoll.enforcer.kernel;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The line that the keeper says to whoever connects.
///
/// @param pid of the keeper
/// @param group its descriptor of the fanotify group
/// @param held its descriptors that it holds for us, by name
record KeeperGreeting(int pid, int group, Map<String, Integer> held) {
    private static final Pattern LINE =
            Pattern.compile("plimsoll-keeper 1 pid=(\\d{1,9}) fanotify=(\\d{1,9}) held=(\\S*)");

    KeeperGreeting {
        held = Map.copyOf(held);
    }

    /// Reads `plimsoll-keeper 1 pid=7 fanotify=3 held=gates:5,link:6`.
    ///
    /// @throws IllegalArgumentException if the line is anything else, a later version of the protocol for example
    static KeeperGreeting parse(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not the greeting of a keeper that we know: '" + line + "'");
        }
        Map<String, Integer> held = new LinkedHashMap<>();
        for (String entry : matcher.group(3).split(",")) {
            int colon = entry.lastIndexOf(':');
            if (colon > 0) {
                held.put(entry.substring(0, colon), Integer.valueOf(entry.substring(colon + 1)));
            }
        }
        return new KeeperGreeting(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), held);
    }
}
