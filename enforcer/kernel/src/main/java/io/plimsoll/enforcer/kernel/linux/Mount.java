package io.plimsoll.enforcer.kernel.linux;

import java.util.ArrayList;
import java.util.List;

/// One line of `/proc/PID/mountinfo` (proc(5)), with the escapes of spaces and the like undone in `point`.
///
/// @param id unique among the mounts that exist now
/// @param device in the kernel's encoding, `major << 20 | minor`
/// @param point where it is mounted, as seen from the reader's root
/// @param type the file system, for example `overlay`
/// @param options the options of the file system itself, still escaped: a comma in a value is `\054`
public record Mount(long id, long device, String point, String type, String options) {
    private static final int ID = 0;
    private static final int DEVICE = 2;
    private static final int POINT = 4;
    private static final int FIRST_OPTIONAL = 6;

    /// Reads one line, for example `36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root
    /// rw,errors=continue`.
    ///
    /// @throws IllegalArgumentException if the line has another form
    public static Mount parse(String line) {
        String[] fields = line.split(" ");
        int separator = FIRST_OPTIONAL;
        while (separator < fields.length && !fields[separator].equals("-")) {
            separator++;
        }
        if (separator + 3 >= fields.length) {
            throw new IllegalArgumentException("not a line of mountinfo: '" + line + "'");
        }
        return new Mount(
                Long.parseLong(fields[ID]),
                device(fields[DEVICE]),
                unescape(fields[POINT]),
                fields[separator + 1],
                fields[separator + 3]);
    }

    public static List<Mount> parseAll(List<String> lines) {
        List<Mount> mounts = new ArrayList<>(lines.size());
        for (String line : lines) {
            mounts.add(parse(line));
        }
        return mounts;
    }

    /// Undoes the kernel's octal escapes: `\040` is a space.
    public static String unescape(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at++) {
            if (isEscape(text, at)) {
                plain.append((char) Integer.parseInt(text, at + 1, at + 4, 8));
                at += 3;
            } else {
                plain.append(text.charAt(at));
            }
        }
        return plain.toString();
    }

    private static boolean isEscape(String text, int at) {
        return text.charAt(at) == '\\'
                && at + 3 < text.length()
                && text.substring(at + 1, at + 4).chars().allMatch(digit -> digit >= '0' && digit <= '7');
    }

    private static long device(String majorAndMinor) {
        String[] parts = majorAndMinor.split(":");
        return Long.parseLong(parts[0]) << 20 | Long.parseLong(parts[1]);
    }
}
