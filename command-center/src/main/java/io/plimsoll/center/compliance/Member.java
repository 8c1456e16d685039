package io.plimsoll.center.compliance;

import java.util.List;

/// One member of a requirement's population, judged.
///
/// @param kind `host`, `image`, `container`, `source` or `product`
/// @param reason one sentence: why not, or what is fine
public record Member(String kind, String id, String name, PciVerdict verdict, String reason) {
    static Member pass(String kind, String id, String name, String reason) {
        return new Member(kind, id, name, PciVerdict.PASS, reason);
    }

    /// Fails if there is a reason to, else lacks data if something is missing, else passes.
    static Member judged(String kind, String id, String name, List<String> broken, List<String> missing, String fine) {
        if (!broken.isEmpty()) {
            return new Member(kind, id, name, PciVerdict.FAIL, String.join("; ", broken));
        }
        if (!missing.isEmpty()) {
            return new Member(kind, id, name, PciVerdict.NO_DATA, String.join("; ", missing));
        }
        return pass(kind, id, name, fine);
    }
}
