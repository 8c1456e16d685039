/// The packaged product, driven as a person drives it.
@NullMarked
package io.plimsoll.e2e;

import org.jspecify.annotations.NullMarked;
