package io.plimsoll.feeds.nvd;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A platform name, `cpe:2.3:a:haxx:curl:7.50.0:*:*:*:*:*:*:*` (NISTIR 7695, "Formatted string binding").
///
/// @param part `a` application, `o` operating system, `h` hardware
/// @param version without backslashes; `*` any, `-` none
/// @param update such as `beta1` or `update292`
/// @param targetSoftware what it runs on
record Cpe(String part, String vendor, String product, String version, String update, String targetSoftware) {
    private static final int FIELDS = 13;
    private static final Set<String> ELSEWHERE =
            Set.of("windows", "macos", "mac_os_x", "iphone_os", "android", "wordpress", "vms", "openvms");

    static Optional<Cpe> parse(String text) {
        List<String> fields = fields(text);
        return fields.size() == FIELDS
                        && fields.get(0).equals("cpe")
                        && fields.get(1).equals("2.3")
                ? Optional.of(new Cpe(
                        fields.get(2), fields.get(3), fields.get(4), fields.get(5), fields.get(6), fields.get(10)))
                : Optional.empty();
    }

    /// Parted by colons that have no backslash before them.
    private static List<String> fields(String text) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                i++;
                field.append(text.charAt(i));
            } else if (c == ':') {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }

    /// Whether it is about what runs on Linux, for all that the name says.
    boolean mayRunOnLinux() {
        return !ELSEWHERE.contains(targetSoftware) && !(part.equals("o") && ELSEWHERE.contains(product));
    }

    boolean namesVersion() {
        return !version.equals("*") && !version.equals("-");
    }

    /// Version and update as the program's authors write them: `3.12.0` and `rc1` are `3.12.0rc1`; update 292 of
    /// Java 8 is `1.8.0_292`.
    String fullVersion() {
        if (update.equals("*") || update.equals("-") || update.isEmpty()) {
            return version;
        }
        boolean isOldJava = product.equals("openjdk") && version.matches("[5-8]") && update.matches("update_?[0-9]+");
        return isOldJava ? "1." + version + ".0_" + update.replaceAll("[^0-9]", "") : version + update;
    }
}
