/// What the image holds and what a container has changed, read from the layers of its overlay mount: no hash is
/// computed, and no content is read.
@NullMarked
package io.plimsoll.enforcer.kernel.overlay;

import org.jspecify.annotations.NullMarked;
