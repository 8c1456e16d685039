/// What the tests of every module share: a real Docker Engine of their own ([TestEngine]) and images made on this
/// machine ([TestImage]).
@NullMarked
package io.plimsoll.testkit;

import org.jspecify.annotations.NullMarked;
