@NullMarked
package io.plimsoll.scanner.sbom;

import org.jspecify.annotations.NullMarked;
