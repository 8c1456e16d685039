package io.plimsoll.enforcer.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.model.Inventory;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlimInventoryTest {
    private static final String PACKAGE = """
            {"name":"left-pad","version":"1.3.0","type":"npm","purl":"pkg:npm/left-pad@1.3.0","architecture":"",\
            "path":"/app/%d/package.json"}""";

    @TempDir
    Path folder;

    @Test
    void refusesWhatIsNoInventory() throws IOException {
        Path file = Files.writeString(folder.resolve("i"), "");
        assertThatThrownBy(() -> SlimInventory.read(file)).isInstanceOf(ScanFailedException.class);
    }

    @Test
    void leavesExecutablesOutHoweverManyThereAre() throws IOException {
        Path file = folder.resolve("i");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("{\"format\":1,\"scanner\":\"test\",\"names\":[\"shop/web:1\"],\"layers\":[],\"packages\":["
                    + PACKAGE.formatted(1) + "],\"executables\":[");
            for (int i = 0; i < 300_000; i++) {
                out.write((i == 0 ? "" : ",") + "{\"path\":\"/bin/" + i + "\",\"sha256\":\"sha256:" + "ab".repeat(32)
                        + "\",\"size\":1,\"mode\":493}");
            }
            out.write("],\"gaps\":[{\"code\":\"limit-bytes\",\"detail\":\"too large\",\"path\":\"\"}]}");
        }
        Inventory inventory = SlimInventory.read(file);
        assertThat(inventory.executables()).isEmpty();
        assertThat(inventory.packages()).hasSize(1);
        assertThat(inventory.gaps()).hasSize(1);
    }

    @Test
    void refusesMoreThanTheEnforcerHasRoomFor() throws IOException {
        Path file = folder.resolve("i");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("{\"format\":1,\"scanner\":\"test\",\"names\":[],\"layers\":[],\"packages\":[");
            for (int i = 0; i < 250_000; i++) {
                out.write((i == 0 ? "" : ",") + PACKAGE.formatted(i));
            }
            out.write("],\"executables\":[],\"gaps\":[]}");
        }
        assertThatThrownBy(() -> SlimInventory.read(file))
                .isInstanceOf(ScanFailedException.class)
                .hasMessageContaining("more than the Enforcer takes");
    }
}
