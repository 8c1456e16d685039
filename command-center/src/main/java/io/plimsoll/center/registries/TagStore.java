package io.plimsoll.center.registries;

import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.model.Digest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The SQL of what registries have.
final class TagStore {
    private TagStore() {}

    /// Writes down what a registry has. What has a digest that was scanned there before needs no scan.
    static void put(Transaction transaction, UUID registry, List<RegistryAnswers.Tag> tags) {
        transaction.changeAll(
                "insert into registry_tag as t (registry_id, repository, tag, name, digest) values (?, ?, ?, ?, ?)"
                        + " on conflict (registry_id, repository, tag) do update set name = excluded.name,"
                        + " digest = excluded.digest where (t.name, t.digest) is distinct from"
                        + " (excluded.name, excluded.digest)",
                tags.stream()
                        .map(tag -> new @Nullable Object[] {
                            registry,
                            tag.repository(),
                            tag.tag(),
                            tag.name(),
                            tag.digest().toString()
                        })
                        .toList());
        transaction.change(
                "update registry_tag t set scanned_digest = k.scanned_digest, image_id = k.image_id,"
                        + " scanned_at = k.scanned_at from (select distinct on (scanned_digest) scanned_digest,"
                        + " image_id, scanned_at from registry_tag where registry_id = ? and image_id is not null"
                        + " order by scanned_digest, scanned_at desc) k where t.registry_id = ?"
                        + " and t.digest = k.scanned_digest and t.scanned_digest is distinct from t.digest",
                registry,
                registry);
    }

    /// Forgets what a registry has no more.
    static void deleteOthers(Transaction transaction, UUID registry, List<RegistryAnswers.Tag> present) {
        transaction.change(
                "delete from registry_tag t where registry_id = ? and not exists (select 1 from"
                        + " unnest(?::text[], ?::text[]) as p(repository, tag) where p.repository = t.repository"
                        + " and p.tag = t.tag)",
                registry,
                present.stream().map(RegistryAnswers.Tag::repository).toList(),
                present.stream().map(RegistryAnswers.Tag::tag).toList());
    }

    static List<String> images(Transaction transaction, UUID registry) {
        return transaction.list(
                row -> row.text("image_id"),
                "select distinct image_id from registry_tag where registry_id = ? and image_id is not null",
                registry);
    }

    /// The images of a tag and of all tags with this digest, before something of them changes.
    static List<String> images(Transaction transaction, ScanJob.Taken job, String digest) {
        return transaction.list(
                row -> row.text("image_id"),
                "select distinct image_id from registry_tag where registry_id = ? and image_id is not null"
                        + " and (digest = ? or (repository = ? and tag = ?))",
                job.registry(),
                digest,
                job.repository(),
                job.tag());
    }

    /// All tags of the registry with the digest that was scanned are now this image.
    static void scanned(Transaction transaction, ScanJob.Taken job, RegistryAnswers.Scanned scan) {
        if (job.digest().isEmpty()) {
            putNow(transaction, job, scan);
        }
        transaction.change(
                "update registry_tag set scanned_digest = digest, image_id = ?, scanned_at = now(),"
                        + " failed_digest = null where registry_id = ? and digest = ?",
                scan.image().toString(),
                job.registry(),
                scan.digest().toString());
    }

    /// Nobody listed this tag lately: the scan says which digest it has.
    private static void putNow(Transaction transaction, ScanJob.Taken job, RegistryAnswers.Scanned scan) {
        transaction.change(
                "insert into registry_tag (registry_id, repository, tag, name, digest) values (?, ?, ?, ?, ?)"
                        + " on conflict (registry_id, repository, tag) do update set digest = excluded.digest,"
                        + " name = excluded.name",
                job.registry(),
                job.repository(),
                job.tag(),
                scan.name(),
                scan.digest().toString());
    }

    static void forgetFailures(Transaction transaction, UUID registry) {
        transaction.change("update registry_tag set failed_digest = null where registry_id = ?", registry);
    }

    /// This digest cannot be scanned, and would not be another time.
    static void failed(Transaction transaction, UUID registry, String digest) {
        transaction.change(
                "update registry_tag set failed_digest = digest where registry_id = ? and digest = ?",
                registry,
                digest);
    }

    /// Which tags an image has, wherever.
    static List<Named> ofImage(Transaction transaction, Digest image) {
        return transaction.list(
                row -> new Named(row.uuid("registry_id"), row.text("repository"), row.text("tag"), row.text("digest")),
                "select distinct on (registry_id) registry_id, repository, tag, digest from registry_tag"
                        + " where image_id = ? order by registry_id, repository, tag",
                image.toString());
    }

    record Named(UUID registry, String repository, String tag, String digest) {}
}
