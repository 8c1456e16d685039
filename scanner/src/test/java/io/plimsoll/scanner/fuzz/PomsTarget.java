package io.plimsoll.scanner.fuzz;

import io.plimsoll.model.Inventory;
import io.plimsoll.scanner.InventoryWriter;
import io.plimsoll.scanner.Scans;
import io.plimsoll.scanner.TarBytes;
import io.plimsoll.scanner.archive.ImageStream.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// Projects of Maven that are each other's parents and lists of versions in any way. Each byte of the input is the next
/// choice; whatever comes out, there is an inventory.
public final class PomsTarget {
    private static final int MOST_PROJECTS = 8;
    private static final List<String> VERSIONS =
            List.of("1", "2", "${v}", "${project.version}", "${project.parent.version}", "", "[1,2)", "${v}${v}");

    private final byte[] choices;
    private int next;

    private PomsTarget(byte[] choices) {
        this.choices = choices;
    }

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        PomsTarget target = new PomsTarget(input);
        TarBytes folder = new TarBytes();
        for (int i = 0; i < MOST_PROJECTS && target.next < input.length; i++) {
            folder.file("p" + i + "/pom.xml", target.project(i));
        }
        Inventory inventory = Scans.scan(Kind.ROOTFS, folder.end(), SmallLimits.LIMITS);
        InventoryWriter.write(inventory, OutputStream.nullOutputStream());
    }

    private String project(int number) {
        StringBuilder pom = new StringBuilder("<project>");
        if (choice(2) == 1) {
            pom.append("<parent>").append(coordinates()).append("</parent>");
        }
        pom.append(
                "<groupId>g</groupId><artifactId>p%d</artifactId><version>%s</version>".formatted(number, version()));
        pom.append("<properties><v>%s</v></properties><dependencyManagement><dependencies>".formatted(version()));
        for (int i = choice(4); i > 0; i--) {
            pom.append("<dependency>%s<type>pom</type><scope>import</scope></dependency>".formatted(coordinates()));
        }
        for (int i = choice(4); i > 0; i--) {
            pom.append("<dependency><groupId>a</groupId><artifactId>a%d</artifactId><version>%s</version></dependency>"
                    .formatted(choice(4), version()));
        }
        pom.append("</dependencies></dependencyManagement><dependencies>");
        for (int i = choice(4); i > 0; i--) {
            pom.append(
                    "<dependency><groupId>a</groupId><artifactId>a%d</artifactId></dependency>".formatted(choice(4)));
        }
        return pom.append("</dependencies></project>").toString();
    }

    private String coordinates() {
        return "<groupId>g</groupId><artifactId>p%d</artifactId><version>%s</version>"
                .formatted(choice(MOST_PROJECTS + 1), version());
    }

    private String version() {
        return VERSIONS.get(choice(VERSIONS.size()));
    }

    private int choice(int of) {
        return next < choices.length ? (choices[next++] & 0xff) % of : 0;
    }
}
