package io.plimsoll.feeds.endoflife;

import java.util.Optional;
import java.util.regex.Pattern;

/// What endoflife.date calls distributions and their releases.
final class Products {
    private static final Pattern CYCLE = Pattern.compile("[0-9]{1,4}(?:\\.[0-9]{1,3}){0,2}");
    private static final Pattern LONG_TERM_UBUNTU = Pattern.compile("[0-9]*[02468]\\.04");

    private Products() {}

    /// The name among ecosystems; empty for other products and for cycles such as `edge`.
    static Optional<String> ecosystem(String product, String cycle) {
        if (!CYCLE.matcher(cycle).matches()) {
            return Optional.empty();
        }
        return switch (product) {
            case "almalinux" -> Optional.of("AlmaLinux:" + cycle);
            case "alpine", "alpine-linux" -> Optional.of("Alpine:v" + cycle);
            case "amazon-linux" -> Optional.of("Amazon Linux:" + cycle.replaceFirst("\\..*", ""));
            case "centos", "centos-stream" -> Optional.of("CentOS:" + cycle);
            case "debian" -> Optional.of("Debian:" + cycle);
            case "fedora" -> Optional.of("Fedora:" + cycle);
            case "opensuse" -> Optional.of("openSUSE:Leap " + cycle);
            case "oracle-linux" -> Optional.of("Oracle Linux:" + cycle);
            case "photon", "vmware-photon" -> Optional.of("Photon OS:" + cycle);
            case "rhel" -> Optional.of("Red Hat:enterprise_linux:" + cycle);
            case "rocky-linux" -> Optional.of("Rocky Linux:" + cycle);
            case "sles" ->
                Optional.of("SUSE:Linux Enterprise Server "
                        + cycle.replaceFirst("\\.0$", "").replace(".", " SP"));
            case "ubuntu" ->
                Optional.of("Ubuntu:" + cycle + (LONG_TERM_UBUNTU.matcher(cycle).matches() ? ":LTS" : ""));
            default -> Optional.empty();
        };
    }
}
