@NullMarked
package io.plimsoll.enforcer.link;

import org.jspecify.annotations.NullMarked;
