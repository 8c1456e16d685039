/// Zip archives inside files of an image, read in memory by their central directory, as all who use them do.
@NullMarked
package io.plimsoll.scanner.analysis.zip;

import org.jspecify.annotations.NullMarked;
