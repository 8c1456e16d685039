package io.plimsoll.enforcer.kernel.overlay;

import io.plimsoll.enforcer.kernel.linux.Mount;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The options of an overlay mount that say where its layers are, as the engine wrote them: paths may be relative
/// to a folder that the mount does not name.
///
/// @param lowers the topmost first; layers that hold only data (after `::`) are left out
/// @param upper absent for a mount that cannot be written to
/// @param index whether copied-up hard links share one inode; absent if the mount leaves it to the kernel's default
/// @param userAttributes whether marks on files are `user.overlay.*` (rootless) instead of `trusted.overlay.*`
record OverlayOptions(
        List<String> lowers,
        @Nullable String upper,
        @Nullable Boolean index,
        boolean userAttributes) {
    OverlayOptions {
        lowers = List.copyOf(lowers);
    }

    /// Reads the options of an overlay mount from mountinfo, for example
    /// `rw,lowerdir=l/A:l/B,upperdir=/x/diff,workdir=/x/work`, or with one `lowerdir+=` per layer, as the newer
    /// mount interface has them.
    static OverlayOptions parse(String options) {
        List<String> lowers = new ArrayList<>();
        String upper = null;
        Boolean index = null;
        boolean userAttributes = false;
        for (String option : options.split(",")) {
            int equals = option.indexOf('=');
            String name = equals < 0 ? option : option.substring(0, equals);
            String value = Mount.unescape(option.substring(equals + 1));
            switch (name) {
                case "lowerdir" -> lowers.addAll(splitLayers(value));
                case "lowerdir+" -> lowers.add(value);
                case "upperdir" -> upper = value;
                case "index", "nfs_export" -> index = value.equals("on") || Boolean.TRUE.equals(index);
                case "userxattr" -> userAttributes = true;
                default -> {} // not about where layers are
            }
        }
        return new OverlayOptions(lowers, upper, index, userAttributes);
    }

    /// Splits at colons; a colon in a name is written `\:`. An empty name begins the layers that hold only data.
    private static List<String> splitLayers(String value) {
        List<String> layers = new ArrayList<>();
        StringBuilder layer = new StringBuilder();
        for (int at = 0; at < value.length(); at++) {
            char character = value.charAt(at);
            if (character == '\\' && at + 1 < value.length()) {
                layer.append(value.charAt(++at));
            } else if (character != ':') {
                layer.append(character);
            } else if (layer.isEmpty()) {
                return layers;
            } else {
                layers.add(layer.toString());
                layer.setLength(0);
            }
        }
        layers.add(layer.toString());
        return layers;
    }
}
