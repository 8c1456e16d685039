package io.plimsoll.center;

import io.plimsoll.api.enforcer.v1.Image;
import io.plimsoll.model.Digest;
import java.nio.charset.StandardCharsets;

/// An image with the npm package `lodash` and a leak in it, as a host lists it and as a scanner inventories it.
///
/// @param name repository name with tag
/// @param version of lodash
public record TestImage(String name, String version) {
    public Digest id() {
        return Digest.of((name + version).getBytes(StandardCharsets.UTF_8));
    }

    public Image listed(String scanState) {
        return Image.newBuilder()
                .setId(id().toString())
                .addNames(name)
                .addDigests(name.split(":")[0] + "@" + id())
                .setSize(1234)
                .setCreatedSeconds(1_700_000_000)
                .putLabels("maintainer", "shop")
                .setScanState(scanState)
                .build();
    }

    public byte[] inventory() {
        return """
                {"format":2,"scanner":"0.1.0","imageId":"%s","names":["%s"],
                 "distribution":{"id":"debian","versionId":"12","codename":"bookworm","prettyName":"Debian GNU/Linux 12"},
                 "configuration":{"architecture":"amd64","os":"linux","user":"","entrypoint":["/app"],"command":[],
                  "exposedPorts":["80/tcp"],"environmentNames":["PATH"],"labels":{"maintainer":"shop"},
                  "created":"2024-01-01T00:00:00Z"},
                 "layers":[{"diffId":"%s","size":10,"createdBy":"FROM scratch"}],
                 "packages":[{"name":"lodash","version":"%s","type":"npm","purl":"pkg:npm/lodash@%s","architecture":"",
                  "path":"/app/node_modules/lodash/package.json","layer":"%s"}],
                 "executables":[{"path":"/app","sha256":"%s","size":5,"mode":493,"layer":"%s"}],
                 "leaks":[{"rule":"github-token","severity":"high","path":"/app/ci.sh","layer":"%s","line":3,
                  "excerpt":"ghp_****","fingerprint":"00112233445566778899aabbccddeeff","deleted":true}],
                 "cardNumbers":[],"riskyFiles":[],"gaps":[]}
                """.formatted(id(), name, layer(), version, version, layer(), layer(), layer(), layer())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Digest layer() {
        return Digest.of(new byte[] {1});
    }
}
