package io.plimsoll.center.images;

import io.plimsoll.center.server.http.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What an image must hold for a reader to want to see it: words of the lists of packages, vulnerabilities and
/// exceptions.
///
/// @param packageName exactly
/// @param packageVersion exactly, of that package; empty where it is not known
/// @param packageType as package URLs name it, of that package
/// @param vulnerability its id
/// @param exception its id; the last judgement of the image made use of it
record ImageContent(
        Optional<String> packageName,
        Optional<String> packageVersion,
        Optional<String> packageType,
        Optional<String> vulnerability,
        Optional<UUID> exception) {
    /// Reads what came over HTTP.
    static ImageContent of(
            Optional<String> name,
            Optional<String> version,
            Optional<String> type,
            Optional<String> vulnerability,
            Optional<UUID> exception) {
        if (name.isEmpty() && (version.isPresent() || type.isPresent())) {
            throw ProblemException.invalid(
                    "'packageVersion' and 'packageType' say more of 'package', which is missing");
        }
        return new ImageContent(
                name.map(text -> ProblemException.requireText("package", text)),
                version.map(text -> ProblemException.requireText("packageVersion", text)),
                type.map(PackageFilter::requireType),
                vulnerability.map(text -> ProblemException.requireText("vulnerability", text)),
                exception);
    }

    /// Adds this to a condition about images. As arrays, which the index of images is gone through with once: the
    /// planner takes any package for one of a hundred images, and looked at each of ten thousand by itself.
    void narrow(StringBuilder where, List<@Nullable Object> arguments) {
        packageName.ifPresent(name -> {
            where.append(" and number = any (array(select h.image from package p join package_image h"
                    + " on h.package = p.number where p.name = ?");
            arguments.add(name);
            packageVersion.ifPresent(version -> {
                where.append(" and p.version = ?");
                arguments.add(version);
            });
            packageType.ifPresent(type -> {
                where.append(" and p.type = ?");
                arguments.add(type);
            });
            where.append("))");
        });
        vulnerability.ifPresent(id -> {
            where.append(" and number = any (array(select h.image from vulnerability_image h"
                    + " where h.vulnerability = ?))");
            arguments.add(id);
        });
        exception.ifPresent(id -> {
            where.append(" and id in (select u.image_id from exception_use u where u.exception_id = ?)");
            arguments.add(id);
        });
    }
}
