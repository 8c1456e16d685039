/// Containers on hosts. Uses `labels` and `services`.
@NullMarked
package io.plimsoll.center.containers;

import org.jspecify.annotations.NullMarked;
