@NullMarked
package io.plimsoll.enforcer.images;

import org.jspecify.annotations.NullMarked;
