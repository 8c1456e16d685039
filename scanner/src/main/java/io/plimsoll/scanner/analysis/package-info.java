/// What the files of an image say: one class per ecosystem that looks into files while a layer streams by
/// ([io.plimsoll.scanner.layer.FileAnalyser]) and later concludes from what is still visible. Nothing here knows of
/// vulnerabilities.
@NullMarked
package io.plimsoll.scanner.analysis;

import org.jspecify.annotations.NullMarked;
