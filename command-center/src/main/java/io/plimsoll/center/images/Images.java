package io.plimsoll.center.images;

import io.plimsoll.advisories.bundle.BundleIdentity;
import io.plimsoll.advisories.matching.Rematch;
import io.plimsoll.center.server.database.Database;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.center.server.http.Live;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.ProblemException;
import io.plimsoll.center.server.http.Total;
import io.plimsoll.model.Digest;
import io.plimsoll.model.Finding;
import io.plimsoll.model.Inventory;
import io.plimsoll.model.Layer;
import io.plimsoll.model.SensitiveContent;
import io.plimsoll.policy.ChainId;
import io.plimsoll.policy.ImageDecisions;
import io.plimsoll.policy.RunningVersion;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// What is known of images.
public final class Images {
    /// As many travel with the policies to every host.
    private static final int MOST_DECISIONS = 1000;

    private final Database database;
    private final Clock clock;
    private final Live live;

    Images(Database database, Clock clock, Live live) {
        this.database = database;
        this.clock = clock;
        this.live = live;
    }

    /// Writes down all images of a host.
    ///
    /// @return those that the host has scanned and whose inventory is missing here
    public List<Digest> listed(UUID host, List<ImageListing> images) {
        List<Digest> wanted = database.write(transaction -> {
            ImageStore.replaceListing(transaction, host, images, clock.instant());
            transaction.change("update host set images_reported_at = ? where id = ?", clock.instant(), host);
            return ImageStore.withoutInventory(transaction, host).stream()
                    .map(Digest::parse)
                    .toList();
        });
        live.changed("images");
        return wanted;
    }

    /// Makes sure that an image is known which a registry has; it is not there until `registry_tag` names it and its
    /// sum
    /// is worked out.
    public void inRegistry(Transaction transaction, Digest image, Inventory inventory) {
        ImageStore.insertFromRegistry(transaction, image.toString(), inventory, clock.instant());
    }

    /// Works out again what images are called and whether they are still anywhere.
    public void sumUp(Transaction transaction, List<String> images) {
        ImageStore.sumUp(transaction, images, clock.instant());
        transaction.afterCommit(() -> live.changed("images"));
    }

    /// Whether this host listed the image: only then may it speak about it.
    public boolean isOnHost(Digest image, UUID host) {
        return database.read(transaction -> ImageStore.isOnHost(transaction, image.toString(), host));
    }

    /// Keeps what the scanner saw; matching and judging are due now.
    ///
    /// @param compressed the scanner's document as it came, compressed with gzip
    public void inventoried(Transaction transaction, Digest image, Inventory inventory, byte[] compressed) {
        InventoryStore.put(transaction, image.toString(), inventory, compressed, clock.instant());
        ImageStore.sumUp(transaction, List.of(image.toString()), clock.instant());
        transaction.afterCommit(() -> live.changed("images"));
    }

    /// The inventory without its executables, if the image was scanned.
    public Optional<Inventory> inventory(Transaction transaction, String image) {
        return InventoryStore.load(transaction, image);
    }

    /// The findings of the last match, worst first.
    public List<Finding> findings(Transaction transaction, String image) {
        return FindingStore.all(transaction, image);
    }

    /// Digests of the manifests and indexes by which hosts know an image, such as `shop/web@sha256:...`.
    public List<String> digests(Transaction transaction, String image) {
        return ImageStore.digests(transaction, image);
    }

    /// A page of all images that any host lists or listed, one further than asked, in the order of their ids.
    public List<EverKnown> everKnown(Transaction transaction, PageRequest page) {
        return AssessmentStore.everKnown(transaction, page);
    }

    /// How many images any host lists or listed.
    public Total everKnownTotal(Transaction transaction) {
        return AssessmentStore.everKnownTotal(transaction);
    }

    /// The best of the other versions of an image that run now; none if it runs itself.
    public RunningVersion runningVersion(Transaction transaction, DueImage image) {
        return AssessmentStore.runningVersion(transaction, image);
    }

    /// An image with what matters for who is asked what an exception would be about.
    ///
    /// @param findings how many it has
    public record Place(String id, List<String> names, int runningContainers, int findings) {
        public Place {
            names = List.copyOf(names);
        }

        /// For people: the first name, else the id.
        public String name() {
            return names.isEmpty() ? id : names.getFirst();
        }
    }

    /// Every image that is on a host.
    public void eachImage(Transaction transaction, Consumer<Place> visitor) {
        PlaceStore.eachImage(transaction, visitor);
    }

    /// Every image that is on a host and in which something sensitive was found.
    public void eachContent(Transaction transaction, BiConsumer<Place, SensitiveContent> visitor) {
        PlaceStore.eachContent(transaction, visitor);
    }

    /// Every finding of images on hosts that is called so, and perhaps some more.
    ///
    /// @param name id or alias
    public void eachFinding(Transaction transaction, String name, BiConsumer<Place, Finding> visitor) {
        PlaceStore.eachFinding(transaction, name, visitor);
    }

    /// All images have to be assessed again.
    public void allDue() {
        database.write(transaction -> {
            AssessmentStore.allDue(transaction);
            return true;
        });
    }

    /// Images whose findings were worked out before this time have to be assessed again.
    public void dueAgain(Instant workedOutBefore) {
        database.write(transaction -> AssessmentStore.dueAgain(transaction, workedOutBefore));
    }

    /// Another bundle is in use: images of which it would show anything else have to be assessed again, all others hold
    /// as they are.
    ///
    /// @param before digest of the bundle that was in use
    /// @return how many images are due
    public int due(Rematch rematch, String before, BundleIdentity after) {
        return database.write(transaction -> {
            transaction.afterCommit(() -> live.changed("images"));
            return AssessmentStore.due(transaction, rematch, before, after, clock.instant());
        });
    }

    /// Forgets what bundles changed before this time.
    public void forgetChanges(Instant before) {
        database.write(transaction -> FindingChangeStore.deleteBefore(transaction, before));
    }

    /// This image cannot be assessed until something of it changes.
    public void notDue(String image) {
        database.write(transaction -> transaction.change("update image set due = false where id = ?", image));
    }

    /// An image to assess; it is nobody else's until the transaction ends.
    public Optional<DueImage> takeDue(Transaction transaction) {
        return AssessmentStore.takeDue(transaction);
    }

    /// Keeps what was concluded.
    ///
    /// @return what the advisories say newly of it
    public Collection<SevereNews> assessed(Transaction transaction, String image, Assessment assessment) {
        List<FindingChange> changes = AssessmentStore.put(transaction, image, assessment);
        transaction.afterCommit(() -> live.changed("images"));
        return changes.isEmpty()
                ? List.of()
                : SevereNews.of(assessment, changes, FindingStore.known(transaction, image, changes));
    }

    /// How many containers of the image run.
    public long running(Transaction transaction, String image) {
        return transaction.number(
                "select count(*) from container where image_id = ? and state = 'running' and gone_at is null", image);
    }

    /// What people decided about single images.
    public ImageDecisions decisions(Transaction transaction) {
        return DecisionStore.all(transaction);
    }

    /// No container of the image may start from now on.
    ///
    /// @return its names
    /// @throws ProblemException if it is not known, or too many are disallowed
    public List<String> disallow(Transaction transaction, Digest image, String reason, String author) {
        List<String> names = known(transaction, image);
        if (DecisionStore.disallowedImages(transaction) >= MOST_DECISIONS) {
            throw new ProblemException(
                    409,
                    "too-many-disallowed",
                    MOST_DECISIONS + " images are disallowed already; allow some again, or write a policy that says"
                            + " more with one rule");
        }
        DecisionStore.disallow(transaction, image.toString(), reason, author, clock.instant());
        return names;
    }

    /// Takes back that it is disallowed.
    ///
    /// @return whether it was
    public boolean allow(Transaction transaction, Digest image) {
        return DecisionStore.allow(transaction, image.toString());
    }

    /// Its layers are an approved base from now on.
    ///
    /// @return their chain id; empty if they were before
    /// @throws ProblemException if its layers are not known, or too many are approved
    public Optional<Digest> approveBase(Transaction transaction, Digest image, String author) {
        known(transaction, image);
        List<Layer> layers = InventoryStore.summary(transaction, image.toString())
                .map(InventoryStore.Summary::layers)
                .orElse(List.of());
        if (layers.isEmpty()) {
            throw new ProblemException(
                    409, "image-unscanned", "nobody has scanned it, so its layers are not known; rescan it first");
        }
        if (DecisionStore.approvedBases(transaction) >= MOST_DECISIONS) {
            throw new ProblemException(
                    409, "too-many-bases", MOST_DECISIONS + " bases are approved already; withdraw some");
        }
        Digest chainId =
                ChainId.ofPrefixes(layers.stream().map(Layer::diffId).toList()).getLast();
        return DecisionStore.approve(transaction, chainId, image.toString(), author, clock.instant())
                ? Optional.of(chainId)
                : Optional.empty();
    }

    /// Takes back that it is an approved base.
    ///
    /// @return whether it was
    public boolean withdrawBase(Transaction transaction, Digest image) {
        return DecisionStore.withdraw(transaction, image.toString());
    }

    /// The names of an image.
    ///
    /// @throws ProblemException if nobody knows it
    public List<String> known(Transaction transaction, Digest image) {
        return ImageStore.find(transaction, image.toString())
                .orElseThrow(() -> ImagesApi.unknown(image.toString()))
                .names();
    }
}
