/// Reads bills of materials that others made, as CycloneDX or SPDX: what they name by package URL becomes a package of
/// the inventory, and what cannot be judged is said.
@NullMarked
package io.plimsoll.scanner.sbom;

import org.jspecify.annotations.NullMarked;
