// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

// The contracts the tests pay with. erc20.json holds them compiled (`python -m tests.nodes.compile`).

/// A plain ERC-20 whose whole supply belongs to its deployer.
contract Token {
    string public name;
    string public symbol;
    uint8 public immutable decimals;
    uint256 public totalSupply;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;

    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);

    constructor(string memory name_, string memory symbol_, uint8 decimals_, uint256 supply) {
        name = name_;
        symbol = symbol_;
        decimals = decimals_;
        totalSupply = supply;
        balanceOf[msg.sender] = supply;
        emit Transfer(address(0), msg.sender, supply);
    }

    function transfer(address to, uint256 value) public returns (bool) {
        move(msg.sender, to, value);
        return true;
    }

    function transferFrom(address from, address to, uint256 value) public returns (bool) {
        require(allowance[from][msg.sender] >= value, "allowance");
        allowance[from][msg.sender] -= value;
        move(from, to, value);
        return true;
    }

    function approve(address spender, uint256 value) public returns (bool) {
        allowance[msg.sender][spender] = value;
        emit Approval(msg.sender, spender, value);
        return true;
    }

    /// Several payments in one transaction: one log each.
    function multiTransfer(address[] calldata to, uint256[] calldata values) public {
        for (uint256 i = 0; i < to.length; i++) move(msg.sender, to[i], values[i]);
    }

    function move(address from, address to, uint256 value) internal {
        require(balanceOf[from] >= value, "balance");
        balanceOf[from] -= value;
        balanceOf[to] += value;
        emit Transfer(from, to, value);
    }
}

/// Emits the logs of a payment without moving anything: what a thief would try.
contract Impostor {
    event Transfer(address indexed from, address indexed to, uint256 value);

    /// A look-alike log, from the wrong contract.
    function fakeTransfer(address to, uint256 value) public {
        emit Transfer(msg.sender, to, value);
    }

    /// A real transferFrom of nothing: any stranger may put a log of value 0 into the true token.
    function dust(Token token, address from, address to) public {
        token.transferFrom(from, to, 0);
    }
}

/// Passes ether on: the receiver's balance grows though no transaction names the receiver.
contract Forwarder {
    function forward(address payable to) public payable {
        (bool sent, ) = to.call{value: msg.value}("");
        require(sent, "forward");
    }

    function forwardMany(address payable[] calldata to, uint256[] calldata values) public payable {
        for (uint256 i = 0; i < to.length; i++) {
            (bool sent, ) = to[i].call{value: values[i]}("");
            require(sent, "forward");
        }
    }
}

/// Takes nothing: every payment to it is mined and fails.
contract Reverter {
    receive() external payable {
        revert("no");
    }

    /// Pays, then takes all of it back by failing.
    function payAndRevert(address payable to) public payable {
        (bool sent, ) = to.call{value: msg.value}("");
        require(!sent, "reverted on purpose");
    }
}

/// As old as Tether: `transfer` says nothing when it is done; and `frozen` makes it say no.
contract OldToken {
    uint8 public constant decimals = 6;
    mapping(address => uint256) public balanceOf;
    bool public frozen;

    event Transfer(address indexed from, address indexed to, uint256 value);

    constructor(uint256 supply) {
        balanceOf[msg.sender] = supply;
    }

    function transfer(address to, uint256 value) public {
        require(!frozen, "frozen");
        require(balanceOf[msg.sender] >= value, "balance");
        balanceOf[msg.sender] -= value;
        balanceOf[to] += value;
        emit Transfer(msg.sender, to, value);
    }

    function freeze(uint256 yes) public {
        frozen = yes != 0;
    }
}

/// A token that answers no instead of failing.
contract SulkyToken {
    uint8 public constant decimals = 6;

    function balanceOf(address) public pure returns (uint256) {
        return 1e30;
    }

    function transfer(address, uint256) public pure returns (bool) {
        return false;
    }
}
