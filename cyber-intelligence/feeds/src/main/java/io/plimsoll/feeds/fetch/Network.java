package io.plimsoll.feeds.fetch;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How upstreams are reached.
///
/// @param proxy such as `http://proxy.example:3128`; null to go by the environment
/// @param direct hosts and domains that are reached without the proxy
/// @param authority certificates in PEM that are trusted besides the system's; null for none
/// @param parallel how many sources at once
/// @param patience how long one source may take, retries and waits included
/// @param silence how long a transfer may give nothing
/// @param plainHttp whether `http:` addresses are taken at all
public record Network(
        @Nullable URI proxy,
        List<String> direct,
        @Nullable Path authority,
        int parallel,
        Duration patience,
        Duration silence,
        boolean plainHttp) {
    /// The environment's proxy, the system's authorities, four at once, half an hour each.
    public static final Network USUAL =
            new Network(null, List.of(), null, 4, Duration.ofMinutes(30), Duration.ofSeconds(60), false);

    public Network {
        direct = List.copyOf(direct);
    }
}
