/// Named sets of containers, and what counts for their members. Uses `labels` and `policies`.
@NullMarked
package io.plimsoll.center.services;

import org.jspecify.annotations.NullMarked;
