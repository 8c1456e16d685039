package io.plimsoll.enforcer.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.api.enforcer.v1.Capability;
import io.plimsoll.api.enforcer.v1.ContainersReport;
import io.plimsoll.api.enforcer.v1.HostReport;
import io.plimsoll.api.enforcer.v1.ImagesReport;
import io.plimsoll.enforcer.engine.OwnExports;
import io.plimsoll.enforcer.failures.Failures;
import io.plimsoll.enforcer.fakes.FakeCenter;
import io.plimsoll.enforcer.fakes.FakeCenter.Life;
import io.plimsoll.enforcer.fakes.ListJournal;
import io.plimsoll.enforcer.identity.Identity;
import io.plimsoll.enforcer.identity.IdentityFile;
import io.plimsoll.enforcer.images.Images;
import io.plimsoll.enforcer.images.LayerFolder;
import io.plimsoll.enforcer.images.ScanNeeds;
import io.plimsoll.enforcer.policies.Policies;
import io.plimsoll.enforcer.spool.Spool;
import io.plimsoll.enforcer.spool.SpoolLimits;
import io.plimsoll.engine.Engine;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The link over real TLS, with certificates of which more or less is over when they are made.
class CertificateRenewalIT {
    /// Two thirds of it are over: to be renewed at once.
    private static final Life NEARLY_OVER = new Life(Duration.ofDays(3), Duration.ofDays(1));

    private static final Life FRESH = new Life(Duration.ofMinutes(5), Duration.ofDays(30));

    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void renewsItsCertificateInTimeWithANewKeyAndGoesOnTalkingWithIt() throws Exception {
        try (FakeCenter center = FakeCenter.start(NEARLY_OVER, FRESH);
                Spool spool = spool()) {
            IdentityFile file = new IdentityFile(folder.resolve("identity.json"));
            try (CenterLink link = new CenterLink(needs(center, file, spool))) {
                link.start();
                assertThat(next(said)).startsWith("enrolled as Enforcer ");
                Identity enrolled = file.read().orElseThrow();
                assertThat(next(said)).isEqualTo("the certificate was renewed");
                Identity renewed = file.read().orElseThrow();

                BigInteger serial = next(center.conversations());
                while (!serial.equals(renewed.certificate().getSerialNumber())) {
                    serial = next(center.conversations());
                }
                assertThat(renewed.id()).isEqualTo(enrolled.id());
                assertThat(renewed.certificate().getSerialNumber())
                        .isNotEqualTo(enrolled.certificate().getSerialNumber());
                assertThat(renewed.key()).isNotEqualTo(enrolled.key());
                assertThat(renewed.renewalDue()).isAfter(enrolled.renewalDue());
                assertThat(link.isTalking()).isTrue();
            }
        }
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(30, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing came within 30 s");
        }
        return next;
    }

    private Spool spool() {
        return Spool.open(folder.resolve("spool"), SpoolLimits.USUAL, new Failures(), InstantSource.system());
    }

    private LinkNeeds needs(FakeCenter center, IdentityFile file, Spool spool) {
        ListJournal journal = new ListJournal();
        Failures failures = new Failures();
        Images images = new Images(new ScanNeeds(
                folder.resolve("inventories"),
                folder.resolve("bundle"),
                Optional.empty(),
                Engine.at(folder.resolve("no-engine.sock")),
                () -> false,
                Optional::empty,
                new OwnExports(),
                (_, _, _) -> {},
                new LayerFolder(folder.resolve("layers"), folder, failures, InstantSource.system()),
                journal,
                failures,
                InstantSource.system()));
        return new LinkNeeds(
                folder,
                file,
                Optional.empty(),
                Optional.of(center.enrolment()),
                "host",
                "1",
                spool,
                new Policies(folder.resolve("policies"), Optional.empty(), journal, failures),
                images,
                new NothingToReport(),
                journal,
                failures,
                said::add,
                InstantSource.system());
    }

    private record NothingToReport() implements Reports {
        @Override
        public List<Capability> capabilities() {
            return List.of();
        }

        @Override
        public HostReport host() {
            return HostReport.getDefaultInstance();
        }

        @Override
        public ImagesReport images() {
            return ImagesReport.getDefaultInstance();
        }

        @Override
        public Optional<ContainersReport> containers() {
            return Optional.empty();
        }
    }
}
