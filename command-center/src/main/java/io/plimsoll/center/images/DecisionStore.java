package io.plimsoll.center.images;

import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.model.Digest;
import io.plimsoll.policy.ImageDecisions;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// The SQL of what people decided about single images.
final class DecisionStore {
    private DecisionStore() {}

    static ImageDecisions all(Transaction transaction) {
        return new ImageDecisions(
                transaction.list(
                        row -> new ImageDecisions.Disallowed(
                                Digest.parse(row.text("image_id")),
                                row.text("reason"),
                                row.text("author"),
                                row.instant("since")),
                        "select image_id, reason, author, since from disallowed_image order by image_id"),
                new HashSet<>(transaction.list(
                        row -> Digest.parse(row.text("chain_id")), "select chain_id from approved_base")));
    }

    static long disallowedImages(Transaction transaction) {
        return transaction.number("select count(*) from disallowed_image");
    }

    static long approvedBases(Transaction transaction) {
        return transaction.number("select count(*) from approved_base");
    }

    /// The latest reason counts.
    static void disallow(Transaction transaction, String image, String reason, String author, Instant now) {
        allow(transaction, image);
        transaction.change(
                "insert into disallowed_image (image_id, reason, author, since) values (?, ?, ?, ?)",
                image,
                reason,
                author,
                now);
    }

    /// @return whether it was disallowed
    static boolean allow(Transaction transaction, String image) {
        return transaction.change("delete from disallowed_image where image_id = ?", image) == 1;
    }

    /// @return whether nobody approved the same layers before
    static boolean approve(Transaction transaction, Digest chainId, String image, String author, Instant now) {
        return transaction.change(
                        "insert into approved_base (chain_id, image_id, author, since) values (?, ?, ?, ?)"
                                + " on conflict do nothing",
                        chainId.toString(),
                        image,
                        author,
                        now)
                == 1;
    }

    /// @return whether it was approved
    static boolean withdraw(Transaction transaction, String image) {
        return transaction.change("delete from approved_base where image_id = ?", image) > 0;
    }

    /// Who decided something about one image, when, and why where that is asked.
    record Signed(String author, Instant since, String reason) {}

    static Optional<Signed> disallowed(Transaction transaction, String image) {
        return transaction.first(
                row -> new Signed(row.text("author"), row.instant("since"), row.text("reason")),
                "select author, since, reason from disallowed_image where image_id = ?",
                image);
    }

    static Optional<Signed> approved(Transaction transaction, String image) {
        return transaction.first(
                row -> new Signed(row.text("author"), row.instant("since"), ""),
                "select author, since from approved_base where image_id = ? order by since limit 1",
                image);
    }

    /// Approved bases of the distribution of an image, those with the fewest critical and high findings first.
    static List<AdviceView.BaseView> bases(Transaction transaction, String image, int most) {
        return transaction.list(
                row -> new AdviceView.BaseView(
                        row.text("id"),
                        row.text("name"),
                        new Advice.Count(row.integer("findings"), row.integer("severe"))),
                "select i.id, i.name, i.critical + i.high as severe,"
                        + " i.critical + i.high + i.medium + i.low + i.negligible + i.unknown as findings"
                        + " from approved_base b join image i on i.id = b.image_id"
                        + " join image_inventory v on v.image_id = i.id"
                        + " join image_inventory m on m.image_id = ?"
                        + " and m.distribution ->> 'id' = v.distribution ->> 'id'"
                        + " where i.gone_at is null and i.id <> ? order by severe, findings, i.name limit ?",
                image,
                image,
                most);
    }
}
