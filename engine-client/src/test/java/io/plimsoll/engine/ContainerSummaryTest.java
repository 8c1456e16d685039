package io.plimsoll.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.model.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContainerSummaryTest {
    @Test
    void whoSharesTheNetworkOfAnotherNamesItByIdByNameOrByTheBeginningOfItsId() {
        ContainerSummary vpn = container("abc123", "vpn", "bridge");
        ContainerSummary decoy = container("def456", "abc", "bridge");
        List<ContainerSummary> all = List.of(vpn, decoy);
        assertThat(vpn.networkOwner(all)).isEmpty();
        assertThat(container("x", "x", "container:abc123").networkOwner(all)).contains("abc123");
        assertThat(container("x", "x", "container:vpn").networkOwner(all)).contains("abc123");
        assertThat(container("x", "x", "container:abc12").networkOwner(all)).contains("abc123");
        assertThat(container("x", "x", "container:abc").networkOwner(all))
                .as("a name is meant before the beginning of an id")
                .contains("def456");
        assertThat(container("x", "x", "container:gone").networkOwner(all)).contains("gone");
    }

    private static ContainerSummary container(String id, String name, String network) {
        return new ContainerSummary(
                id,
                List.of(name),
                Digest.parse("sha256:" + "a".repeat(64)),
                "shop/web",
                "sh",
                Instant.EPOCH,
                "running",
                "Up",
                Map.of(),
                List.of(),
                List.of(),
                network,
                List.of());
    }
}
