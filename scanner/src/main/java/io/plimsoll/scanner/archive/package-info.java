/// The outer forms in which an image comes as one stream: what `docker save` writes, an OCI image layout packed as tar,
/// or a plain root file system. Each layer is read as it passes by; which of them make the image is known only when all
/// documents have been seen, since they may come last.
@NullMarked
package io.plimsoll.scanner.archive;

import org.jspecify.annotations.NullMarked;
