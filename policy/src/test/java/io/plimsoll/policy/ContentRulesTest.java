package io.plimsoll.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.model.CardNumbers;
import io.plimsoll.model.Digest;
import io.plimsoll.model.ImageConfiguration;
import io.plimsoll.model.Inventory;
import io.plimsoll.model.Layer;
import io.plimsoll.model.Leak;
import io.plimsoll.model.RiskyFile;
import io.plimsoll.model.SensitiveContent;
import io.plimsoll.model.Severity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContentRulesTest {
    private static final ContentCheck.Leaks NO_LEAKS = new ContentCheck.Leaks(Severity.UNKNOWN, Set.of());
    private static final ContentCheck.CardNumbers NO_CARDS = new ContentCheck.CardNumbers(List.of());

    @Test
    void nothingFoundBreaksNothing() {
        for (ContentCheck check : List.of(
                NO_LEAKS,
                NO_CARDS,
                new ContentCheck.SetuidFiles(List.of()),
                new ContentCheck.WorldWritableFiles(List.of()),
                new ContentCheck.Healthcheck(),
                new ContentCheck.LoneUpdate(),
                new ContentCheck.AddInstruction(),
                new ContentCheck.UnverifiedPackages())) {
            assertThat(broken(check, image(SensitiveContent.NONE, true))).isEmpty();
        }
    }

    @Test
    void whatNobodyLookedForIsNotKnownToBeFine() {
        for (ContentCheck check : List.of(
                NO_LEAKS,
                NO_CARDS,
                new ContentCheck.SetuidFiles(List.of()),
                new ContentCheck.WorldWritableFiles(List.of()),
                new ContentCheck.Healthcheck())) {
            assertThat(broken(check, image(null, null)))
                    .hasValueSatisfying(reason -> assertThat(reason).contains("nobody looked"));
        }
    }

    @Test
    void namesTheWorstLeakAndWhatIsStillInTheImage() {
        ImageFacts image =
                leaking(leak("secret-setting", Severity.MEDIUM, false), leak("private-key", Severity.HIGH, true));
        assertThat(broken(NO_LEAKS, image))
                .contains("private-key (high) in /app/private-key, line 3 (deleted by a higher layer, but still in the"
                        + " image) (and 1 more)");
        assertThat(broken(new ContentCheck.Leaks(Severity.HIGH, Set.of()), image))
                .isEmpty();
        assertThat(broken(new ContentCheck.Leaks(Severity.UNKNOWN, Set.of("private-key", "secret-setting")), image))
                .isEmpty();
    }

    @Test
    void cardNumbersForTestsBreakNothing() {
        CardNumbers test = new CardNumbers("/a", null, "visa", 1, List.of(), true, false);
        CardNumbers real = new CardNumbers("/srv/b", null, "visa", 2, List.of(), false, false);
        assertThat(broken(NO_CARDS, image(new SensitiveContent(List.of(), List.of(test), List.of()), true)))
                .isEmpty();
        ImageFacts image = image(new SensitiveContent(List.of(), List.of(test, real), List.of()), true);
        assertThat(broken(NO_CARDS, image)).contains("2 card numbers of visa in /srv/b");
        assertThat(broken(new ContentCheck.CardNumbers(List.of("/srv/*")), image))
                .isEmpty();
    }

    @Test
    void riskyFilesMayBeNamedAsExceptions() {
        ImageFacts image = image(
                new SensitiveContent(
                        List.of(),
                        List.of(),
                        List.of(
                                new RiskyFile("/data", null, RiskyFile.Kind.WORLD_WRITABLE, 0777),
                                new RiskyFile("/usr/bin/su", null, RiskyFile.Kind.SETUID, 04755))),
                true);
        assertThat(broken(new ContentCheck.SetuidFiles(List.of()), image))
                .hasValueSatisfying(reason -> assertThat(reason).startsWith("/usr/bin/su has the setuid bit"));
        assertThat(broken(new ContentCheck.SetuidFiles(List.of("/usr/bin/*")), image))
                .isEmpty();
        assertThat(broken(new ContentCheck.WorldWritableFiles(List.of()), image))
                .contains("everybody may change /data");
        assertThat(broken(new ContentCheck.WorldWritableFiles(List.of("/data")), image))
                .isEmpty();
    }

    @Test
    void aHealthCheckIsAskedFor() {
        assertThat(broken(new ContentCheck.Healthcheck(), image(SensitiveContent.NONE, false)))
                .contains("the image has no health check; set HEALTHCHECK in its Dockerfile");
    }

    @Test
    void anUpdateNeedsAnInstallInTheSameStep() {
        ContentCheck check = new ContentCheck.LoneUpdate();
        for (String bad : List.of(
                "/bin/sh -c apt-get update",
                "RUN /bin/sh -c apt-get -y update # buildkit",
                "RUN /bin/sh -c set -e; apk update && echo install",
                "/bin/sh -c dnf makecache")) {
            assertThat(broken(check, built(bad))).as(bad).isPresent();
        }
        for (String good : List.of(
                "RUN /bin/sh -c apt-get update && apt-get install -y curl # buildkit",
                "RUN /bin/sh -c apk add --no-cache curl",
                "RUN /bin/sh -c apk update && apk --no-cache add curl",
                "/bin/sh -c update-ca-certificates",
                "COPY update.sh /usr/bin/apt-get-update")) {
            assertThat(broken(check, built(good))).as(good).isEmpty();
        }
    }

    @Test
    void addIsForWhatHasAChecksum() {
        ContentCheck check = new ContentCheck.AddInstruction();
        assertThat(broken(check, built("ADD shop.tar /srv # buildkit"))).isPresent();
        assertThat(broken(check, built("/bin/sh -c #(nop) ADD file:11 in /srv ")))
                .isPresent();
        assertThat(broken(check, built("ADD --checksum=sha256:11 https://a/b /srv # buildkit")))
                .isEmpty();
        assertThat(broken(check, built("COPY ADD /srv"))).isEmpty();
        assertThat(broken(check, built("RUN /bin/sh -c useradd ADD x"))).isEmpty();
    }

    @Test
    void theBaseImageIsNotBlamedOnWhoBuildsOnIt() {
        Inventory inventory = inventory(
                new Layer(Digest.of(new byte[] {1}), 1, "ADD rootfs.tar /", true),
                new Layer(Digest.of(new byte[] {2}), 1, "RUN apt-get update", true),
                new Layer(Digest.of(new byte[] {3}), 1, "COPY a /", false));
        ImageFacts image = ImageFacts.scanned(List.of(), inventory, List.of(), List.of(), ImageContext.UNKNOWN);
        assertThat(broken(new ContentCheck.LoneUpdate(), image)).isEmpty();
        assertThat(broken(new ContentCheck.AddInstruction(), image)).isEmpty();
    }

    @Test
    void noticesWhatIsInstalledWithoutVerification() {
        ContentCheck check = new ContentCheck.UnverifiedPackages();
        for (String bad : List.of(
                "RUN curl -fsSL https://get.shop.test | sh",
                "RUN wget -qO- https://a/b | sudo bash -s -- -y",
                "RUN apt-get install --allow-unauthenticated x",
                "RUN apk add --allow-untrusted x.apk",
                "RUN echo 'deb [trusted=yes] http://a b c' > /etc/apt/sources.list")) {
            assertThat(broken(check, built(bad))).as(bad).isPresent();
        }
        for (String good : List.of(
                "RUN curl -fsSL https://a/b -o b && sha256sum -c b.sum && sh b",
                "RUN curl https://a | shasum -c",
                "RUN apt-get install -y curl | tee log")) {
            assertThat(broken(check, built(good))).as(good).isEmpty();
        }
    }

    private static Optional<String> broken(ContentCheck check, ImageFacts image) {
        AssurancePolicy policy = new AssurancePolicy("p", "", Mode.ENFORCE, Scope.ALL, List.of(check));
        return switch (Judge.judge(
                List.of(policy), image, new Circumstances(LocalDate.parse("2026-11-29"), VersionOrder.UNKNOWN))) {
            case Judgement.Refused refused ->
                Optional.of(refused.violations().getFirst().reason());
            case Judgement.Admitted admitted -> Optional.empty();
            case Judgement.WouldRefuse other -> throw new AssertionError(other);
            case Judgement.Pending other -> throw new AssertionError(other);
        };
    }

    private static Leak leak(String rule, Severity severity, boolean deleted) {
        return new Leak(rule, severity, "/app/" + rule, null, 3, "****", rule, deleted);
    }

    private static ImageFacts leaking(Leak... leaks) {
        return image(new SensitiveContent(List.of(leaks), List.of(), List.of()), true);
    }

    private static ImageFacts image(@Nullable SensitiveContent sensitive, @Nullable Boolean healthcheck) {
        return new ImageFacts(
                List.of("shop/web:1"),
                ScanState.SCANNED,
                List.of(),
                false,
                Map.of(),
                sensitive,
                healthcheck,
                List.of(),
                ImageContext.UNKNOWN,
                List.of(),
                List.of());
    }

    private static ImageFacts built(String step) {
        Inventory inventory = inventory(
                new Layer(Digest.of(new byte[] {1}), 1, "ADD rootfs.tar /"),
                new Layer(Digest.of(new byte[] {2}), 1, step));
        return ImageFacts.scanned(List.of(), inventory, List.of(), List.of(), ImageContext.UNKNOWN);
    }

    private static Inventory inventory(Layer... layers) {
        return new Inventory(
                Inventory.FORMAT,
                "",
                null,
                List.of(),
                null,
                new ImageConfiguration(
                        "amd64", "linux", "", List.of(), List.of(), List.of(), List.of(), Map.of(), "", true),
                new ArrayList<>(List.of(layers)),
                List.of(),
                List.of(),
                0,
                SensitiveContent.NONE,
                List.of());
    }
}
