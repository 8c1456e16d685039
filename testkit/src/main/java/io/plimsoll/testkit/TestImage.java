package io.plimsoll.testkit;

import io.plimsoll.model.Digest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Images that are made on this machine, because no image registry is reached from it. Each is made once per machine,
/// from Debian's, npm's and Maven's packages, and kept as a tar of its root.
///
/// Most tests want [#TINY]: it is imported in a fraction of a second.
public enum TestImage {
    /// Static busybox under all its names, and a user `app` (1000). Belongs to no distribution.
    TINY("tiny"),
    /// Debian 12, minimal, from the main suite only, with ca-certificates, openssl and curl.
    DEBIAN("debian"),
    /// The same with old builds of libc6, curl, libxml2, sudo and libexpat1, which have known vulnerabilities.
    DEBIAN_OLD("debian-old"),
    /// Debian 12 with libraries of Python, Java, Node.js and Ruby as Debian packs them, and a copy of one in
    /// `/usr/local`.
    DEBIAN_LIBRARIES("debian-libraries"),
    /// busybox and `/app/node_modules` with old packages.
    NODE_APPLICATION("node-application"),
    /// busybox, `/app/shop.jar` with old jars under BOOT-INF/lib, and `/app/shaded.jar`.
    JAVA_APPLICATION("java-application");

    private final String recipe;

    TestImage(String recipe) {
        this.recipe = recipe;
    }

    /// The root file system as a tar; made now if this machine has none yet.
    public Path rootTar() {
        return RootTars.get(recipe);
    }

    /// Imports it under this name and returns its id.
    ///
    /// @param changes as `docker import --change` takes them, such as `USER app` or `LABEL pci=yes`
    public Digest importInto(TestEngine engine, String name, String... changes) {
        List<String> words = new ArrayList<>(List.of("import", "--change", "CMD [\"/bin/sh\"]"));
        for (String change : changes) {
            words.addAll(List.of("--change", change));
        }
        words.addAll(List.of(rootTar().toString(), name));
        return Digest.parse(engine.docker(words.toArray(String[]::new)).outputOrFail());
    }
}
