package io.plimsoll.center.images;

import io.plimsoll.center.server.database.Row;
import io.plimsoll.center.server.database.Transaction;
import io.plimsoll.center.server.http.PageRequest;
import io.plimsoll.center.server.http.ProblemException;
import io.plimsoll.center.server.http.Total;
import io.plimsoll.center.server.http.Words;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The SQL of the packages of all images, each once.
final class PackagesInUse {
    /// Longer names and versions are cut: an index has no room for them, and packages have no such names.
    static final int LONGEST_NAME = 400;

    static final int LONGEST_VERSION = 200;

    private static final String KEY =
            "left(s.name, " + LONGEST_NAME + "), left(s.version, " + LONGEST_VERSION + "), s.type";

    private PackagesInUse() {}

    /// Which packages a reader wants to see.
    ///
    /// @param type as package URLs name it
    /// @param version exactly
    /// @param running whether a container of an image that holds it runs
    record Filter(Optional<String> type, Optional<String> version, Optional<Boolean> running) {
        /// Reads what came over HTTP.
        static Filter of(Optional<String> type, Optional<String> version, Optional<String> running) {
            return new Filter(
                    type.map(PackageFilter::requireType),
                    version.map(text -> ProblemException.requireText("version", text)),
                    running.map(word -> ProblemException.requireTruth("running", word)));
        }
    }

    /// Keeps which packages the inventory of the image has, in place of those before.
    static void put(Transaction transaction, String image) {
        transaction.change("delete from package_image where image = (select number from image where id = ?)", image);
        // In order, so that two of these never wait for each other.
        transaction.change(
                "insert into package (name, version, type) select distinct " + KEY + " from image_package s"
                        + " where s.image_id = ? and not exists (select 1 from package p"
                        + " where (p.name, p.version, p.type) = (" + KEY + ")) order by 1, 2, 3 on conflict do nothing",
                image);
        transaction.change(
                "insert into package_image (package, image) select distinct p.number, i.number from image_package s"
                        + " join image i on i.id = s.image_id join package p on (p.name, p.version, p.type) = (" + KEY
                        + ") where s.image_id = ?",
                image);
    }

    static List<PackageInUse> list(Transaction transaction, Filter filter, PageRequest page) {
        List<@Nullable Object> arguments = new ArrayList<>();
        StringBuilder where = where(filter, page, arguments);
        page.after().ifPresent(cursor -> {
            where.append(" and (name, version, type) > (select name, version, type from package where number = ?)");
            arguments.add(cursor.number(0));
        });
        arguments.add(page.rows());
        return transaction.list(
                PackagesInUse::inUse,
                "select number, name, version, type, images, running_containers from package where " + where
                        + " order by name, version, type limit ?",
                arguments.toArray());
    }

    static Total total(Transaction transaction, Filter filter, PageRequest page) {
        List<@Nullable Object> arguments = new ArrayList<>();
        StringBuilder where = where(filter, page, arguments);
        return Total.of(transaction.countUpTo(Total.EXACT_UP_TO + 1, "package where " + where, arguments.toArray()));
    }

    private static StringBuilder where(Filter filter, PageRequest page, List<@Nullable Object> arguments) {
        StringBuilder where = new StringBuilder("images > 0");
        filter.type().ifPresent(type -> {
            where.append(" and type = ?");
            arguments.add(type);
        });
        filter.version().ifPresent(version -> {
            where.append(" and version = ?");
            arguments.add(version);
        });
        filter.running()
                .ifPresent(running ->
                        where.append(running ? " and running_containers > 0" : " and running_containers = 0"));
        Words.occurIn("search", page.words(), where, arguments);
        return where;
    }

    private static PackageInUse inUse(Row row) throws SQLException {
        return new PackageInUse(
                row.integer("number"),
                row.text("name"),
                row.text("version"),
                row.text("type"),
                row.integer("images"),
                row.integer("running_containers"));
    }
}
