package io.plimsoll.policy;

import io.plimsoll.model.Finding;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the maker of a product says about a vulnerability of it (VEX: Vulnerability Exploitability eXchange).
///
/// @param ids of the vulnerability, its aliases included
/// @param products what it is about; it counts for a finding if one of them is the package, or the image that holds it
/// @param parts the packages of the product that are meant; all of them if empty
/// @param status the answer
/// @param justification the word of the standard, such as `vulnerable_code_not_in_execute_path`; empty if there is none
/// @param explanation in the maker's own words; empty if there is none
/// @param by the author of the document
/// @param time of the statement, ISO 8601, by which the latest of several counts; empty where unknown
public record VexStatement(
        Set<String> ids,
        List<VexProduct> products,
        List<VexProduct> parts,
        Status status,
        String justification,
        String explanation,
        String by,
        String time)
        implements Suppression {
    /// The answers, as OpenVEX 0.2.0 names them.
    public enum Status {
        NOT_AFFECTED,
        FIXED,
        AFFECTED,
        UNDER_INVESTIGATION;

        /// The word of documents, such as `not_affected`.
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public VexStatement {
        ids = Set.copyOf(ids);
        products = List.copyOf(products);
        parts = List.copyOf(parts);
    }

    /// Whether it says that there is nothing to mend.
    public boolean isAllClear() {
        return status == Status.NOT_AFFECTED || status == Status.FIXED;
    }

    /// Whether it has the finding's own id.
    boolean names(Finding finding) {
        return ids.contains(finding.id());
    }

    /// Whether it is about this finding in that image.
    boolean covers(Finding finding, VexProduct.Image image) {
        String purl = finding.software().purl();
        boolean isPart = parts.isEmpty() || parts.stream().anyMatch(part -> part.isPackage(purl));
        return (names(finding) || finding.aliases().stream().anyMatch(ids::contains))
                && products.stream().anyMatch(product -> product.isImage(image) ? isPart : isPackage(product, purl));
    }

    /// The parts of a package are not ours to know, so a statement about some of them is not about the whole.
    private boolean isPackage(VexProduct product, String purl) {
        return parts.isEmpty() && product.isPackage(purl);
    }

    @Override
    public String reason() {
        String word = status.word() + (justification.isEmpty() ? "" : ", " + justification);
        return explanation.isEmpty() ? word : word + ": " + explanation;
    }

    @Override
    public Optional<LocalDate> lastDay() {
        return Optional.empty();
    }

    @Override
    public String sentence() {
        return reason() + (by.isEmpty() ? "" : " (by " + by + ")");
    }
}
