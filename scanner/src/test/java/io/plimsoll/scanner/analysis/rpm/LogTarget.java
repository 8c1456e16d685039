package io.plimsoll.scanner.analysis.rpm;

import io.plimsoll.model.Inventory;
import io.plimsoll.scanner.InventoryWriter;
import io.plimsoll.scanner.Scans;
import io.plimsoll.scanner.TarBytes;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// A hostile log beside a sound database of rpm. Its check sums are made right: whoever writes it can do that, too.
public final class LogTarget {
    private static final byte[] DATABASE = database("one", "two");

    private LogTarget() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        byte[] tar = new TarBytes()
                .file("etc/os-release", "ID=fedora\nVERSION_ID=41\n")
                .file("var/lib/rpm/rpmdb.sqlite", 0644, DATABASE)
                .file("var/lib/rpm/rpmdb.sqlite-wal", 0644, LogBytes.summed(input))
                .end();
        Inventory inventory = Scans.rootfs(tar);
        InventoryWriter.write(inventory, OutputStream.nullOutputStream());
    }

    /// A sound one.
    public static byte[] log() {
        return LogBytes.change(512, DATABASE, database("one", "three", "four")).bytes();
    }

    private static byte[] database(String... names) {
        List<byte[]> headers = List.of(names).stream()
                .map(name -> HeaderBytes.of(name, "1", "1")
                        .text(HeaderBytes.VENDOR, "v".repeat(300 * name.length()))
                        .bytes())
                .toList();
        return new SqliteBytes(512).database(headers, headers.size());
    }
}
