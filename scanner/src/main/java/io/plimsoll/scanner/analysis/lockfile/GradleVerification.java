package io.plimsoll.scanner.analysis.lockfile;

import io.plimsoll.scanner.bounds.MalformedInput;
import io.plimsoll.scanner.layer.FileBytes;

/// `gradle/verification-metadata.xml`: components with checksums. It holds whatever Gradle ever fetched, so
/// perhaps more than the build needs.
final class GradleVerification {
    private GradleVerification() {}

    static void read(FileBytes content, Declarations found) throws MalformedInput {
        XmlElement root = XmlElement.parse(content);
        if (!root.name().equals("verification-metadata")) {
            throw new MalformedInput("its root is not <verification-metadata>");
        }
        for (XmlElement component : root.below("components", "component").toList()) {
            String group = component.attribute("group");
            String artifact = component.attribute("name");
            if (group.isEmpty() || artifact.isEmpty()) {
                found.malformed("a component names no group and artifact");
            } else {
                found.add(group + ":" + artifact, component.attribute("version"));
            }
        }
    }
}
