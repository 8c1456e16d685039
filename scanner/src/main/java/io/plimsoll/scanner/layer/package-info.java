/// One layer as it streams by: decompressed, hashed and read as tar, and the view that several layers make when they
/// are laid over each other. Nothing is unpacked; a path is only ever a name here, so `../` leads nowhere.
@NullMarked
package io.plimsoll.scanner.layer;

import org.jspecify.annotations.NullMarked;
