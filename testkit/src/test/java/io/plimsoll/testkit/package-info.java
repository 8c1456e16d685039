@NullMarked
package io.plimsoll.testkit;

import org.jspecify.annotations.NullMarked;
