# base: tiny
# The npm packages of the golden cases, in the versions that have known vulnerabilities (is-odd has none).
root=$1
mkdir -p "$root/app"
echo '{"name":"shop","version":"1.0.0","private":true}' > "$root/app/package.json"
npm install --prefix "$root/app" --ignore-scripts --no-audit --no-fund --save-exact \
    lodash@4.17.15 minimist@1.2.0 axios@0.21.0 jquery@3.4.1 node-fetch@2.6.0 ws@7.4.5 qs@6.5.2 semver@7.5.1 \
    moment@2.29.1 ansi-regex@5.0.0 is-odd@3.0.1 ini@1.3.5
